import { type TemplateResult, html } from "lit";
import { property, state } from "lit/decorators.js";
import { inLanguages } from "../base/language.js";
import { errorMessage } from "../base/problem.js";
import { StoreController } from "../base/store.js";
import { View } from "../base/view.js";
import type { Desk } from "../desk/desk.js";

const words = inLanguages({
  en: { loading: "Loading the list", retry: "Try again", actions: "Actions" },
  pt: { loading: "Carregando a lista", retry: "Tentar de novo", actions: "Ações" },
});

export interface Column<T> {
  readonly heading: string;
  readonly cell: (row: T) => unknown;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** A list of the administration. It is loaded when it is opened and after each change. */
export abstract class Section<T extends Named> extends View {
  @property({ attribute: false }) desk!: Desk;
  @state() protected failed: unknown;

  constructor() {
    super();
    new StoreController(this, () => [this.desk.directory]);
  }

  protected abstract heading(): string;
  /** The label of the button that creates a row. */
  protected abstract newOne(): string;
  /** The text for an empty list. */
  protected abstract empty(): string;
  protected abstract columns(): readonly Column<T>[];
  protected abstract actions(row: T): TemplateResult;
  /** Sorted by name; undefined until they are loaded. */
  protected abstract rows(): readonly T[] | undefined;
  protected abstract create(): void;

  /** Loads the list. The default loads the directory. */
  protected read(): Promise<void> {
    return this.desk.directory.load();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.reload();
  }

  protected readonly reload = async (): Promise<void> => {
    try {
      await this.read();
      this.failed = undefined;
    } catch (cause) {
      this.failed = cause;
    }
  };

  override render() {
    return html`<section aria-labelledby="section-heading">
      <header>
        <h1 id="section-heading">${this.heading()}</h1>
        <button class="primary" @click=${() => this.create()}>${this.newOne()}</button>
      </header>
      ${this.failed
        ? html`<p class="refusal" role="alert">
            ${errorMessage(this.failed)} <button @click=${this.reload}>${words().retry}</button>
          </p>`
        : ""}
      ${this.#list(this.rows())}
    </section>`;
  }

  #list(rows: readonly T[] | undefined) {
    if (rows === undefined) return this.failed ? "" : skeleton();
    if (rows.length === 0) return html`<p class="empty">${this.empty()}</p>`;
    const columns = this.columns();
    // the roles are explicit because the style sheet shows the rows as cards on a phone
    return html`<table role="table" aria-labelledby="section-heading">
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map(({ heading }) => html`<th role="columnheader" scope="col">${heading}</th>`)}
          <th role="columnheader" scope="col"><span class="visually-hidden">${words().actions}</span></th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows.map((row) => this.#row(row, columns))}
      </tbody>
    </table>`;
  }

  #row(row: T, columns: readonly Column<T>[]) {
    return html`<tr role="row">
      ${columns.map(
        ({ heading, cell }, index) =>
          html`<td role=${index === 0 ? "rowheader" : "cell"} data-heading=${heading}>${cell(row)}</td>`,
      )}
      <td role="cell" class="row-actions">${this.actions(row)}</td>
    </tr>`;
  }
}

function skeleton() {
  return html`<div role="status">
    <span class="visually-hidden">${words().loading}</span>
    ${Array.from({ length: 4 }, () => html`<div class="skeleton" aria-hidden="true"></div>`)}
  </div>`;
}
