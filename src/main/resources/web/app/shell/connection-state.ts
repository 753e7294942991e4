import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { inLanguages } from "../base/language.js";
import { notices } from "../base/notice.js";
import { StoreController } from "../base/store.js";
import { View } from "../base/view.js";
import type { Feeds } from "../desk/feeds.js";

const words = inLanguages({
  en: {
    live: "Live",
    liveTitle: "Everything is shown the moment it happens",
    connecting: "Connecting…",
    connectingTitle: "What is shown may be old. It connects again by itself.",
    catchingUp: "Catching up…",
    missed: "The connection was away for too long: everything has been read afresh.",
  },
  pt: {
    live: "Ao vivo",
    liveTitle: "Tudo aparece no momento em que acontece",
    connecting: "Conectando…",
    connectingTitle: "O que aparece pode ser antigo. A conexão volta sozinha.",
    catchingUp: "Atualizando…",
    missed: "A conexão ficou fora por tempo demais: tudo foi lido de novo.",
  },
});

/** Shows whether the page is connected and up to date. */
@customElement("prosa-connection")
export class ConnectionState extends View {
  @property({ attribute: false }) feeds!: Feeds;
  #stop: (() => void) | undefined;

  constructor() {
    super();
    new StoreController(this, () => [this.feeds]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = this.feeds.listen({ missed: () => notices.info(words().missed) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  override render() {
    const connected = this.feeds.connection.state === "connected";
    const state = this.feeds.live ? "live" : connected ? "catchingUp" : "connecting";
    const title = this.feeds.live ? words().liveTitle : words().connectingTitle;
    return html`<span class="connection ${state}" role="status" title=${title}><span>${words()[state]}</span></span>`;
  }
}
