import type { Contact, Conversation, Message } from "prosa-live";
import { html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { Dialog } from "../base/dialog.js";
import { inLanguages } from "../base/language.js";
import { Problem } from "../base/problem.js";
import { route } from "../base/route.js";
import { storage } from "../base/storage.js";
import { StoreController } from "../base/store.js";
import type { Desk } from "../desk/desk.js";
import { MAX_LENGTH } from "./composer.js";
import { phone } from "./contact-store.js";
import "./contact-search.js";
import { draft } from "./draft.js";

const words = inLanguages({
  en: {
    heading: "New conversation",
    channel: "Channel",
    noChannel: "There is no channel yet to write on.",
    contact: "Contact",
    message: "Message",
    start: "Send",
    choose: "Choose a contact, or write a phone number with its country code.",
    long: "The message is too long.",
  },
  pt: {
    heading: "Nova conversa",
    channel: "Canal",
    noChannel: "Ainda não há um canal por onde escrever.",
    contact: "Contato",
    message: "Mensagem",
    start: "Enviar",
    choose: "Escolha um contato ou escreva um telefone com o código do país.",
    long: "A mensagem é longa demais.",
  },
});

/** Sends a message to a contact: starts a conversation, or continues the active one. */
@customElement("prosa-start-dialog")
export class StartDialog extends Dialog {
  @property({ attribute: false }) desk!: Desk;
  /** The contact, if it is known. */
  @property({ attribute: false }) contact: Contact | undefined;
  /** A closed conversation to follow: with the same contact and channel, and with its draft. */
  @property({ attribute: false }) follows: Conversation | undefined;
  @state() private to: string | undefined;
  #sent: { readonly body: string; readonly key: string } | undefined;

  constructor() {
    super();
    new StoreController(this, () => [this.desk.directory]);
  }

  protected heading() {
    return words().heading;
  }

  protected submit() {
    return words().start;
  }

  protected fields() {
    const { channels, loaded } = this.desk.directory;
    const chosen = this.follows?.channelId ?? storage.get("channel");
    const contact = this.#contact;
    return html`
      ${contact
        ? html`<p>${words().contact}: <strong>${contact.name}</strong> <small>${phone(contact.phone)}</small></p>`
        : html`<prosa-contact-search .desk=${this.desk} .chosen=${(to: string | undefined) => (this.to = to)}></prosa-contact-search>`}
      ${loaded && channels.length === 0
        ? html`<p class="refusal">${words().noChannel}</p>`
        : html`<label>${words().channel}
            <select name="channel" required>
              ${repeat(
                channels,
                ({ id }) => id,
                ({ id, name }) => html`<option value=${id} ?selected=${id === chosen}>${name}</option>`,
              )}
            </select>
          </label>`}
      <label>${words().message}
        <textarea name="text" rows="4" required .value=${this.#draft} ?autofocus=${contact !== undefined}></textarea>
      </label>
    `;
  }

  protected override async answer(data: FormData): Promise<void> {
    const to = this.#contact?.phone ?? this.to;
    const text = String(data.get("text")).trim();
    const channel = String(data.get("channel") ?? "");
    if (to === undefined) throw refused(words().choose);
    if ([...text].length > MAX_LENGTH) throw refused(words().long);
    const { conversationId } = await this.#send(channel, { to, text });
    storage.set("channel", channel);
    if (this.follows) draft.save(this.desk, this.follows.id, "");
    // close first: the browser returns the focus, and then the new conversation takes it
    this.dismiss();
    route.go(route.with({ tab: "mine", conversation: conversationId }));
  }

  get #contact(): Contact | undefined {
    return this.contact ?? this.follows?.contact;
  }

  get #draft(): string {
    return this.follows ? draft.of(this.desk, this.follows.id) : "";
  }

  /** A repeated message has the same idempotency key, so that it is stored once. */
  #send(channel: string, message: { to: string; text: string }): Promise<Message> {
    const body = JSON.stringify([channel, message]);
    if (this.#sent?.body !== body) this.#sent = { body, key: crypto.randomUUID() };
    return this.desk.api.call<Message>(`/channels/${encodeURIComponent(channel)}/messages/text`, {
      method: "POST",
      body: message,
      idempotencyKey: this.#sent.key,
    });
  }
}

function refused(detail: string): Problem {
  return new Problem(400, { code: "VALIDATION_ERROR", detail });
}
