import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Shortcuts } from "../base/keys.js";
import { inLanguages, number } from "../base/language.js";
import { route } from "../base/route.js";
import { StoreController } from "../base/store.js";
import { View } from "../base/view.js";
import type { Desk } from "../desk/desk.js";
import { TABS, type Tab, selection } from "./selection.js";

const words = inLanguages({
  en: { tabs: "Which conversations", waiting: "Waiting", mine: "Mine", open: "All open", closed: "Closed" },
  pt: { tabs: "Quais conversas", waiting: "Esperando", mine: "Minhas", open: "Todas", closed: "Encerradas" },
});

/** The tabs of the queue with their numbers. */
@customElement("prosa-queue-tabs")
export class QueueTabs extends View {
  @property({ attribute: false }) desk!: Desk;

  constructor() {
    super();
    new StoreController(this, () => [this.desk.counts, route]);
    new Shortcuts(this, () =>
      TABS.map((tab, index) => ({ key: String(index + 1), label: () => words()[tab], run: () => this.#open(tab) })),
    );
  }

  override render() {
    const { tab } = selection();
    return html`<div role="tablist" class="tabs" aria-label=${words().tabs} @keydown=${this.#moved}>
      ${TABS.map(
        (one) => html`<button
          role="tab"
          id="tab-${one}"
          aria-selected=${one === tab ? "true" : "false"}
          aria-controls="queue-panel"
          tabindex=${one === tab ? 0 : -1}
          @click=${() => this.#open(one)}
        >
          ${words()[one]} ${this.#count(one)}
        </button>`,
      )}
    </div>`;
  }

  #count(tab: Tab) {
    const { counts } = this.desk;
    if (tab === "closed" || !counts.loaded) return "";
    const { department } = selection();
    const count = department === undefined ? counts.total : counts.of(department);
    const numbers = { waiting: count.pending, mine: count.mine, open: count.pending + count.open };
    return html`<span class="count">${number(numbers[tab])}</span>`;
  }

  #open(tab: Tab): void {
    route.go(route.with({ tab, sort: undefined, conversation: undefined }));
  }

  /** The arrow keys move between tabs, as the ARIA pattern for tabs requires. */
  readonly #moved = async (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(selection().tab) + step + TABS.length) % TABS.length]!;
    this.#open(next);
    this.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
}
