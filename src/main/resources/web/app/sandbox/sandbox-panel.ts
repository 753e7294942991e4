import { type PropertyValues, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { inLanguages } from "../base/language.js";
import { View } from "../base/view.js";
import type { Desk } from "../desk/desk.js";
import { Day } from "./day.js";
import "./burst.js";
import "./sandbox.css";
import "./scripted-day.js";
import "./single-message.js";

const words = inLanguages({
  en: { heading: "Try it", what: "Play contacts who write in.", close: "Close" },
  pt: { heading: "Experimentar", what: "Faça de conta que contatos escrevem.", close: "Fechar" },
});

/** Simulates contacts who write. It works on while it is closed and while the agent works in the queue. */
@customElement("prosa-sandbox")
export class SandboxPanel extends View {
  @property({ attribute: false }) desk!: Desk;
  #day: Day | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("desk")) return;
    this.#day?.end();
    this.#day = new Day(this.desk);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#day?.end();
  }

  override render() {
    return html`<section
      id="sandbox"
      popover="manual"
      aria-labelledby="sandbox-heading"
      @keydown=${(event: KeyboardEvent) => event.key === "Escape" && this.#close()}
    >
      <header>
        <h2 id="sandbox-heading">${words().heading}</h2>
        <button class="quiet" aria-label=${words().close} @click=${() => this.#close()}>✕</button>
      </header>
      <p>${words().what}</p>
      <prosa-scripted-day .day=${this.#day!}></prosa-scripted-day>
      <prosa-single-message .desk=${this.desk}></prosa-single-message>
      <prosa-burst .desk=${this.desk}></prosa-burst>
    </section>`;
  }

  #close(): void {
    this.querySelector<HTMLElement>("#sandbox")!.hidePopover();
    document.querySelector<HTMLElement>("[popovertarget=sandbox]")?.focus();
  }
}
