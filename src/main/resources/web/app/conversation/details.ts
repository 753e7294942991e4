import { type PropertyValues, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Conversation } from "prosa-live";
import { openDialog } from "../base/dialog.js";
import { inLanguages } from "../base/language.js";
import { errorMessage } from "../base/problem.js";
import { route } from "../base/route.js";
import { StoreController } from "../base/store.js";
import { elapsed, exactly, lateness, now } from "../base/time.js";
import { View } from "../base/view.js";
import { departmentName } from "../desk/department-name.js";
import type { Desk } from "../desk/desk.js";
import { ContactStore, phone } from "./contact-store.js";
import { ContactDialog } from "./contact-dialog.js";
import { History } from "./history.js";
import { historyView } from "./history-view.js";
import type { Thread } from "./thread.js";

const words = inLanguages({
  en: {
    details: "Details",
    hide: "Hide the details",
    contact: "Contact",
    phone: "Phone",
    email: "Email",
    tags: "Tags",
    edit: "Edit contact",
    conversation: "Conversation",
    channel: "Channel",
    department: "Department",
    opened: "Opened",
    closed: "Closed",
    waiting: "Waiting for",
    previous: "Previous conversation",
    history: "History",
    loading: "Loading",
    retry: "Try again",
    more: "Show more",
  },
  pt: {
    details: "Detalhes",
    hide: "Esconder os detalhes",
    contact: "Contato",
    phone: "Telefone",
    email: "E-mail",
    tags: "Etiquetas",
    edit: "Editar contato",
    conversation: "Conversa",
    channel: "Canal",
    department: "Departamento",
    opened: "Aberta",
    closed: "Encerrada",
    waiting: "Esperando há",
    previous: "Conversa anterior",
    history: "Histórico",
    loading: "Carregando",
    retry: "Tentar de novo",
    more: "Mostrar mais",
  },
});

/** The contact, the state of the conversation, and its history. */
@customElement("prosa-details")
export class Details extends View {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) thread!: Thread;
  /** Called to hide the details. */
  @property({ attribute: false }) hide!: () => void;
  #contact: ContactStore | undefined;
  #history: History | undefined;

  constructor() {
    super();
    new StoreController(this, () => [this.desk.directory, now]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate("thread");
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopStores();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { conversation, id } = this.thread;
    if (conversation === undefined || (this.#history && !changed.has("thread"))) return;
    this.#stopStores();
    this.#contact = new ContactStore(this.desk, conversation.contact.id);
    this.#history = new History(this.desk, id);
    for (const store of [this.#contact, this.#history]) store.subscribe(() => this.requestUpdate());
  }

  #stopStores(): void {
    this.#contact?.stop();
    this.#history?.stop();
    this.#contact = undefined;
    this.#history = undefined;
  }

  override render() {
    const { conversation } = this.thread;
    return html`<section class="details" aria-label=${words().details} tabindex="0">
      <button class="quiet hide" aria-label=${words().hide} title=${words().hide} @click=${() => this.hide()}>✕</button>
      ${conversation ? html`${this.#who(conversation)} ${this.#facts(conversation)} ${this.#past()}` : nothing}
    </section>`;
  }

  #who({ contact }: Conversation) {
    const page = this.#contact!;
    const { found } = page;
    return html`<section>
      <h2>${words().contact}</h2>
      <p class="name">${contact.name}</p>
      <dl>
        ${fact(words().phone, phone(contact.phone))}
        ${found
          ? html`${found.email ? fact(words().email, found.email) : nothing}
            ${found.tags.length > 0
              ? html`<div><dt>${words().tags}</dt><dd>${found.tags.map((tag) => html`<span class="tag">${tag}</span> `)}</dd></div>`
              : nothing}`
          : nothing}
      </dl>
      ${page.failed ? retry(page.failed, () => void page.load()) : nothing}
      ${found && !this.thread.revoked
        ? html`<button @click=${() => openDialog(new ContactDialog(), { desk: this.desk, contact: found, changed: (after) => page.update(after) })}>
            ${words().edit}
          </button>`
        : found || page.failed
          ? nothing
          : skeleton()}
    </section>`;
  }

  #facts({ channelId, departmentId, createdAt, closedAt, waitingSince, previousConversationId, status }: Conversation) {
    const { directory, settings } = this.desk;
    return html`<section>
      <h2>${words().conversation}</h2>
      <dl>
        ${fact(words().channel, directory.channel(channelId)?.name ?? "—")}
        ${fact(words().department, departmentName(this.desk, departmentId))} ${fact(words().opened, exactly(createdAt))}
        ${closedAt ? fact(words().closed, exactly(closedAt)) : nothing}
        ${waitingSince && status !== "CLOSED"
          ? html`<div>
              <dt>${words().waiting}</dt>
              <dd class="waiting ${lateness(waitingSince, settings.waitingLimit)}" title=${exactly(waitingSince)}>${elapsed(waitingSince)}</dd>
            </div>`
          : nothing}
      </dl>
      ${previousConversationId
        ? html`<a href=${route.with({ conversation: previousConversationId })}>${words().previous}</a>`
        : nothing}
    </section>`;
  }

  #past() {
    const history = this.#history!;
    return html`<section>
      <h2>${words().history}</h2>
      ${history.failed ? retry(history.failed, () => void history.load()) : history.loaded ? nothing : skeleton()}
      <ol class="history">
        ${history.entries.map((entry) => historyView(entry, this.desk))}
      </ol>
      ${history.hasMore ? html`<button @click=${() => void history.more()}>${words().more}</button>` : nothing}
    </section>`;
  }
}

function fact(term: string, value: string) {
  return html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
}

function retry(cause: unknown, again: () => void) {
  return html`<p class="refusal" role="alert">${errorMessage(cause)} <button @click=${again}>${words().retry}</button></p>`;
}

function skeleton() {
  return html`<div role="status"><span class="visually-hidden">${words().loading}</span></div>
    <div class="skeleton line" aria-hidden="true"></div>`;
}
