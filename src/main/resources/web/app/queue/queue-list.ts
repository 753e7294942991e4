import { Virtualizer, elementScroll, observeElementOffset, observeElementRect } from "@tanstack/virtual-core";
import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Conversation } from "prosa-live";
import { inLanguages } from "../base/language.js";
import { StoreController } from "../base/store.js";
import { now } from "../base/time.js";
import { View } from "../base/view.js";
import type { Desk } from "../desk/desk.js";
import { queueRow } from "./queue-row.js";

const words = inLanguages({ en: { conversations: "Conversations" }, pt: { conversations: "Conversas" } });

/** In pixels; the style sheet has the same value. */
const ROW_HEIGHT = 84;
const LOAD_MORE_WITHIN = 20;

/** A virtual list: only the visible conversations are in the DOM. */
@customElement("prosa-queue-list")
export class QueueList extends View {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) rows: readonly Conversation[] = [];
  /** Called when the end of the list is near. */
  @property({ attribute: false }) more: (() => void) | undefined;
  #virtual: Virtualizer<HTMLElement, HTMLElement> | undefined;
  #unmount: (() => void) | undefined;

  constructor() {
    super();
    new StoreController(this, () => [now, this.desk.directory]);
  }

  override render() {
    return html`<div class="rows" tabindex="-1">
      <div role="list" aria-label=${words().conversations} .style=${`height: ${this.rows.length * ROW_HEIGHT}px`}>
        ${repeat(
          this.#visibleRows(),
          ({ row }) => row.id,
          ({ row, index }) => html`<div
            role="listitem"
            aria-setsize=${this.rows.length}
            aria-posinset=${index + 1}
            .style=${`transform: translateY(${index * ROW_HEIGHT}px)`}
          >
            ${queueRow(row, this.desk)}
          </div>`,
        )}
      </div>
    </div>`;
  }

  /** Scrolls to a row and focuses it. */
  async focusOn(index: number): Promise<void> {
    this.#virtual?.scrollToIndex(index);
    this.requestUpdate();
    await this.updateComplete;
    const row = this.rows[index];
    this.querySelector<HTMLElement>(`[data-conversation="${row?.id}"]`)?.focus({ preventScroll: true });
  }

  #visibleRows(): { row: Conversation; index: number }[] {
    const virtual = this.#virtual;
    if (virtual === undefined) return [];
    virtual.setOptions({ ...virtual.options, count: this.rows.length });
    const items = virtual.getVirtualItems();
    return items.flatMap(({ index }) => (this.rows[index] ? [{ row: this.rows[index], index }] : []));
  }

  protected override firstUpdated(): void {
    this.#virtual = new Virtualizer<HTMLElement, HTMLElement>({
      count: this.rows.length,
      getScrollElement: () => this.querySelector<HTMLElement>(".rows"),
      estimateSize: () => ROW_HEIGHT,
      overscan: 8,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange: () => this.requestUpdate(),
    });
    this.#mount();
    this.requestUpdate();
  }

  protected override updated(): void {
    this.#virtual?._willUpdate();
    const last = this.#virtual?.getVirtualItems().at(-1);
    if (last && last.index >= this.rows.length - LOAD_MORE_WITHIN) this.more?.();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#mount();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unmount?.();
    this.#unmount = undefined;
  }

  #mount(): void {
    this.#unmount ??= this.#virtual?._didMount();
  }
}
