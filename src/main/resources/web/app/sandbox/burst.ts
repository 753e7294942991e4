import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { inLanguages, language, number } from "../base/language.js";
import { errorMessage } from "../base/problem.js";
import { View } from "../base/view.js";
import type { Desk } from "../desk/desk.js";
import { visibleChannels, randomContact, randomOf } from "./contacts.js";
import { text, write } from "./incoming.js";
import { DAY } from "./script.js";

const words = inLanguages({
  en: {
    heading: "A burst",
    messages: "Messages",
    contacts: "Contacts",
    send: "Send burst",
    progress: (sent: number, of: number) => `${number(sent)} of ${number(of)} sent.`,
  },
  pt: {
    heading: "Uma rajada",
    messages: "Mensagens",
    contacts: "Contatos",
    send: "Enviar rajada",
    progress: (sent, of) => `${number(sent)} de ${number(of)} enviadas.`,
  },
});

const AT_ONCE = 6;
const SAYINGS = DAY.flatMap(({ steps }) => steps.flatMap(({ text: said }) => said ?? []));

/** Sends many messages of several contacts at once. */
@customElement("prosa-burst")
export class Burst extends View {
  @property({ attribute: false }) desk!: Desk;
  @state() private of = 0;
  @state() private sent = 0;
  @state() private refusal = "";
  @state() private busy = false;

  override render() {
    return html`<details>
      <summary id="sandbox-burst">${words().heading}</summary>
      <form aria-labelledby="sandbox-burst" @submit=${this.#submitted}>
        <div class="pair">
          <label>${words().messages} <input name="messages" type="number" min="1" max="500" value="20" required /></label>
          <label>${words().contacts} <input name="contacts" type="number" min="1" max="500" value="8" required /></label>
        </div>
        <p class="outcome" role="status">${this.of > 0 ? words().progress(this.sent, this.of) : nothing}</p>
        ${this.refusal ? html`<p class="refusal" role="alert">${this.refusal}</p>` : nothing}
        <div class="actions"><button class="primary" ?disabled=${this.busy}>${words().send}</button></div>
      </form>
    </details>`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.busy = false;
  }

  readonly #submitted = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.busy) return;
    const data = new FormData(event.target as HTMLFormElement);
    this.of = Number(data.get("messages"));
    this.sent = 0;
    this.refusal = "";
    this.busy = true;
    try {
      await this.#send(this.of, Number(data.get("contacts")));
    } catch (cause) {
      this.refusal = errorMessage(cause);
    } finally {
      this.busy = false;
    }
  };

  async #send(messages: number, contacts: number): Promise<void> {
    const channels = visibleChannels(this.desk);
    const senders = Array.from({ length: Math.min(contacts, messages) }, () => ({
      contact: randomContact(),
      channelId: channels.length > 0 ? randomOf(channels).id : undefined,
    }));
    let next = 0;
    // each sender continues until no message is left, one is refused, or the agent has left the view
    const sendOn = async () => {
      while (next < messages && this.busy) {
        const { contact, channelId } = senders[next++ % senders.length]!;
        const { name, phone: from } = contact;
        await write(this.desk.api, { channelId, from, name, ...text(randomOf(SAYINGS)[language.now]) });
        this.sent++;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sendOn));
  }
}
