import { type PropertyValues, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { inLanguages, number, plural } from "../base/language.js";
import { View } from "../base/view.js";
import type { Desk } from "../desk/desk.js";
import { draft } from "./draft.js";

const words = inLanguages({
  en: {
    reply: "Reply",
    placeholder: "Write a reply",
    send: "Send",
    keys: "Enter sends, Shift+Enter begins a new line",
    left: (count: number) => `${plural(count, "character", "characters")} left`,
    over: (count: number) => `${plural(count, "character", "characters")} too many`,
  },
  pt: {
    reply: "Responder",
    placeholder: "Escreva uma resposta",
    send: "Enviar",
    keys: "Enter envia, Shift+Enter começa outra linha",
    left: (count) => `${plural(count, "caractere restante", "caracteres restantes")}`,
    over: (count) => `${plural(count, "caractere", "caracteres")} a mais`,
  },
});

/** In code points, as the service counts. */
export const MAX_LENGTH = 4_096;
const SHOW_REMAINING_FROM = 200;

/** The field for the reply. It keeps the draft of each conversation. */
@customElement("prosa-composer")
export class Composer extends View {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) conversationId!: string;
  /** A text above the field, for example that the reply makes the agent the assignee. */
  @property({ attribute: false }) hint = "";
  /** Called to move the focus out of the field. */
  @property({ attribute: false }) leave!: () => void;
  @state() private text = "";

  override render() {
    const left = MAX_LENGTH - [...this.text].length;
    return html`<form class="composer" @submit=${this.#submitted}>
      ${this.hint ? html`<p class="hint" id="reply-hint">${this.hint}</p>` : nothing}
      <div class="input-row">
        <textarea
          rows="1"
          aria-label=${words().reply}
          aria-describedby=${this.hint ? "reply-hint" : nothing}
          aria-invalid=${left < 0 ? "true" : nothing}
          placeholder=${words().placeholder}
          title=${words().keys}
          enterkeyhint="send"
          .value=${this.text}
          @input=${this.#typed}
          @keydown=${this.#pressed}
        ></textarea>
        <button class="primary" ?disabled=${this.text.trim() === "" || left < 0}>${words().send}</button>
      </div>
      <p class="left ${left < 0 ? "late" : ""}" role="status">${left < SHOW_REMAINING_FROM ? this.#left(left) : nothing}</p>
    </form>`;
  }

  #left(left: number): string {
    return left < 0 ? words().over(-left) : left === 0 ? number(0) : words().left(left);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("conversationId")) this.text = draft.of(this.desk, this.conversationId);
  }

  protected override updated(): void {
    const field = this.querySelector("textarea")!;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 2}px`;
  }

  override focus(): void {
    this.querySelector("textarea")?.focus();
  }

  readonly #typed = (event: Event) => this.#write((event.target as HTMLTextAreaElement).value);

  readonly #pressed = (event: KeyboardEvent) => {
    // ignore keys of an input method; some browsers mark them by the key code 229 only
    if (event.isComposing || event.keyCode === 229) return;
    const sends = event.key === "Enter" && !event.shiftKey;
    if (!sends && event.key !== "Escape") return;
    event.preventDefault();
    if (sends) this.#send();
    else this.leave();
  };

  readonly #submitted = (event: Event) => {
    event.preventDefault();
    this.#send();
    this.focus();
  };

  #send(): void {
    const text = this.text.trim();
    if (text === "" || [...this.text].length > MAX_LENGTH) return;
    this.desk.sendQueue.add(this.conversationId, text);
    this.#write("");
  }

  #write(text: string): void {
    this.text = text;
    draft.save(this.desk, this.conversationId, text);
  }
}
