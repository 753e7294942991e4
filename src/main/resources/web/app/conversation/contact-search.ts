import type { Contact } from "prosa-live";
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { inLanguages } from "../base/language.js";
import { errorMessage } from "../base/problem.js";
import { View } from "../base/view.js";
import type { Desk } from "../desk/desk.js";
import { digits } from "./contact-dialog.js";
import { phone } from "./contact-store.js";

const words = inLanguages({
  en: {
    contact: "Contact",
    placeholder: "Name or phone",
    contacts: "Contacts",
    fresh: "New contact",
    none: "No contact found. A phone number with its country code makes a new one.",
    searching: "Searching",
  },
  pt: {
    contact: "Contato",
    placeholder: "Nome ou telefone",
    contacts: "Contatos",
    fresh: "Novo contato",
    none: "Nenhum contato encontrado. Um telefone com o código do país cria um novo.",
    searching: "Buscando",
  },
});

const DEBOUNCE_MS = 200;
const SHOWN = 8;

/** Finds a contact by a part of the name or phone. A whole phone that is not found makes a new contact. */
@customElement("prosa-contact-search")
export class ContactSearch extends View {
  @property({ attribute: false }) desk!: Desk;
  /** Called with the phone of the chosen contact. */
  @property({ attribute: false }) chosen!: (phone: string | undefined) => void;
  @state() private search = "";
  @state() private found: readonly Contact[] | undefined;
  @state() private failed: unknown;
  @state() private to: string | undefined;
  #abort = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#find();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort.abort();
  }

  /** Sets the focus itself because the dialog opened before this field was rendered. */
  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>("input[type=search]")!.focus();
  }

  override render() {
    const number = digits(this.search).replace(/^\+/, "");
    const isNew = /^\d{8,15}$/.test(number) && this.found !== undefined && !this.found.some((one) => one.phone === number);
    return html`<label>${words().contact}
        <input type="search" placeholder=${words().placeholder} autocomplete="off" @input=${this.#typed} @keydown=${this.#pressed} />
      </label>
      <div class="choices search-results" role="radiogroup" aria-label=${words().contacts}>
        ${this.found?.map(({ phone, name }) => this.#choice(phone, name))}
        ${isNew ? this.#choice(number, words().fresh) : nothing}
        ${this.found?.length === 0 && !isNew && !this.failed ? html`<p class="empty">${words().none}</p>` : nothing}
        ${this.failed ? html`<p class="refusal" role="alert">${errorMessage(this.failed)}</p>` : nothing}
        ${this.found === undefined && !this.failed
          ? html`<p class="visually-hidden" role="status">${words().searching}</p><div class="skeleton line" aria-hidden="true"></div>`
          : nothing}
      </div>`;
  }

  #choice(to: string, name: string) {
    return html`<label class="check">
      <input type="radio" name="contact" .checked=${this.to === to} @change=${() => this.#choose(to)} />
      <span>${name} <small>${phone(to)}</small></span>
    </label>`;
  }

  #choose(to: string | undefined): void {
    this.to = to;
    this.chosen(to);
  }

  readonly #typed = (event: Event) => {
    this.search = (event.target as HTMLInputElement).value;
    // the old results do not match the new search
    this.found = undefined;
    this.#choose(undefined);
    void this.#find();
  };

  /** Moves the focus into the results. */
  readonly #pressed = (event: KeyboardEvent) => {
    if (event.key === "Enter") event.preventDefault();
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    const first = this.querySelector<HTMLInputElement>("input[type=radio]");
    if (!first) return;
    event.preventDefault();
    first.focus();
    first.click();
  };

  async #find(): Promise<void> {
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    await new Promise((resolve) => setTimeout(resolve, DEBOUNCE_MS));
    if (signal.aborted) return;
    this.failed = undefined;
    // the service stores phones as digits
    const term = /^[\d\s()+.-]+$/.test(this.search) ? digits(this.search).replace("+", "") : this.search.trim();
    const query = new URLSearchParams({ limit: String(SHOWN), ...(term ? { search: term } : {}) });
    try {
      this.found = await this.desk.api.call<readonly Contact[]>(`/contacts?${query}`, { signal });
    } catch (cause) {
      if (!signal.aborted) this.failed = cause;
    }
  }
}
