import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { inLanguages, language } from "../base/language.js";
import { errorMessage } from "../base/problem.js";
import { StoreController } from "../base/store.js";
import { View } from "../base/view.js";
import type { Desk } from "../desk/desk.js";
import { type SampleContact, visibleChannels, randomContact, randomOf } from "./contacts.js";
import { text, write } from "./incoming.js";
import { DAY } from "./script.js";

const words = inLanguages({
  en: {
    heading: "A message",
    name: "Name",
    phone: "Phone",
    phoneWhat: "8 to 15 digits",
    channel: "Channel",
    message: "Message",
    send: "Send message",
    other: "Another contact",
    sent: (name: string) => `${name} has written.`,
  },
  pt: {
    heading: "Uma mensagem",
    name: "Nome",
    phone: "Telefone",
    phoneWhat: "8 a 15 dígitos",
    channel: "Canal",
    message: "Mensagem",
    send: "Enviar mensagem",
    other: "Outro contato",
    sent: (name) => `${name} escreveu.`,
  },
});

/** The form for one message of a simulated contact. */
@customElement("prosa-single-message")
export class SingleMessage extends View {
  @property({ attribute: false }) desk!: Desk;
  @state() private contact: SampleContact = randomContact();
  @state() private sample = opening();
  @state() private sent = "";
  @state() private refusal = "";
  @state() private busy = false;

  constructor() {
    super();
    new StoreController(this, () => [this.desk.directory, this.desk.feeds]);
  }

  override render() {
    return html`<details>
      <summary id="sandbox-message">${words().heading}</summary>
      <form aria-labelledby="sandbox-message" @submit=${this.#submitted}>
        <div class="pair">
          <label>${words().name}
            <input name="name" maxlength="255" required autocomplete="off" .value=${this.contact.name} />
          </label>
          <label>${words().phone}
            <input name="from" type="tel" pattern="\\+?[0-9]{8,15}" title=${words().phoneWhat} required autocomplete="off" .value=${this.contact.phone} />
          </label>
        </div>
        <label>${words().channel}
          <select name="channelId">
            ${this.#channels().map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
          </select>
        </label>
        <label>${words().message}
          <textarea name="text" rows="2" maxlength="4096" required .value=${this.sample[language.now]}></textarea>
        </label>
        <p class="outcome" role="status">${this.sent}</p>
        ${this.refusal ? html`<p class="refusal" role="alert">${this.refusal}</p>` : nothing}
        <div class="actions">
          <button type="button" @click=${this.#another}>${words().other}</button>
          <button class="primary" ?disabled=${this.busy}>${words().send}</button>
        </div>
      </form>
    </details>`;
  }

  /** All channels; those that the agent can view come first. */
  #channels() {
    return [...new Set([...visibleChannels(this.desk), ...this.desk.directory.channels])];
  }

  readonly #another = () => {
    this.contact = randomContact();
    this.sample = opening();
  };

  readonly #submitted = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.busy) return;
    const data = new FormData(event.target as HTMLFormElement);
    const field = (name: string) => String(data.get(name) ?? "").trim();
    this.contact = { name: field("name"), phone: field("from") };
    this.busy = true;
    this.refusal = this.sent = "";
    try {
      const { name, phone: from } = this.contact;
      await write(this.desk.api, { channelId: field("channelId") || undefined, from, name, ...text(field("text")) });
      this.sent = words().sent(name);
    } catch (cause) {
      this.refusal = errorMessage(cause);
    } finally {
      this.busy = false;
    }
  };
}

/** The first message of a random contact of the script. */
function opening() {
  return randomOf(DAY).steps[0]!.text!;
}
