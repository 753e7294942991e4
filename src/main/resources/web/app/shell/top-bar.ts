import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { openDialog } from "../base/dialog.js";
import { inLanguages } from "../base/language.js";
import { route } from "../base/route.js";
import { StoreController } from "../base/store.js";
import { View } from "../base/view.js";
import type { Desk } from "../desk/desk.js";
import "./agent-menu.js";
import "./connection-state.js";
import { ShortcutList } from "./shortcut-list.js";

const words = inLanguages({
  en: { views: "Views", queue: "Queue", overview: "Overview", admin: "Admin", keys: "Keyboard shortcuts", tryIt: "Try it" },
  pt: { views: "Telas", queue: "Fila", overview: "Visão geral", admin: "Administração", keys: "Atalhos do teclado", tryIt: "Experimentar" },
});

/** The bar with the navigation, the connection state and the agent's menu. */
@customElement("prosa-top-bar")
export class TopBar extends View {
  @property({ attribute: false }) desk!: Desk;

  constructor() {
    super();
    new StoreController(this, () => [route, this.desk.session]);
  }

  override render() {
    return html`<header class="top-bar">
      <a class="brand" href="#/queue" aria-label="Prosa">Prosa</a>
      <nav aria-label=${words().views}>
        ${this.#link("queue", words().queue)}
        ${this.desk.supervises ? this.#link("overview", words().overview) : nothing}
        ${this.desk.administers ? this.#link("admin", words().admin) : nothing}
      </nav>
      <span class="space"></span>
      <prosa-connection .feeds=${this.desk.feeds}></prosa-connection>
      ${this.desk.settings.demo
        ? html`<button class="quiet try-it" popovertarget="sandbox">${words().tryIt}</button>`
        : nothing}
      <button class="quiet icon keys" aria-label=${words().keys} title="${words().keys} (?)" @click=${() => openDialog(new ShortcutList())}>
        ?
      </button>
      <prosa-agent-menu .desk=${this.desk}></prosa-agent-menu>
    </header>`;
  }

  /** Scrolls the link of the current view into sight if there is no room for all links. */
  protected override updated(): void {
    this.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #link(view: string, text: string) {
    return html`<a href="#/${view}" aria-current=${route.view === view ? "page" : nothing}>${text}</a>`;
  }
}
