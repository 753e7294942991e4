import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { inLanguages, number, plural } from "../base/language.js";
import { errorMessage } from "../base/problem.js";
import { StoreController } from "../base/store.js";
import { View } from "../base/view.js";
import type { Day } from "./day.js";

const words = inLanguages({
  en: {
    heading: "A scripted day",
    what: "Customers of a shop write in, send pictures, and answer when an agent has replied.",
    pace: "Pace",
    perMinute: (count: number) => plural(count, "message a minute", "messages a minute"),
    start: "Start the day",
    goOn: "Go on with the day",
    stop: "Stop the day",
    progress: (sent: number, of: number) => `${number(sent)} of ${number(of)} messages.`,
    waiting: (count: number) => plural(count, "contact waits for a reply.", "contacts wait for a reply."),
    over: "The day is over.",
  },
  pt: {
    heading: "Um dia de roteiro",
    what: "Clientes de uma loja escrevem, mandam fotos e respondem quando um atendente responde.",
    pace: "Ritmo",
    perMinute: (count) => plural(count, "mensagem por minuto", "mensagens por minuto"),
    start: "Começar o dia",
    goOn: "Continuar o dia",
    stop: "Parar o dia",
    progress: (sent, of) => `${number(sent)} de ${number(of)} mensagens.`,
    waiting: (count) => plural(count, "contato espera uma resposta.", "contatos esperam uma resposta."),
    over: "O dia acabou.",
  },
});

/** Starts and stops the scripted day and shows its progress. */
@customElement("prosa-scripted-day")
export class ScriptedDay extends View {
  @property({ attribute: false }) day!: Day;

  constructor() {
    super();
    new StoreController(this, () => [this.day]);
  }

  override render() {
    const { running, sent, pace, failed } = this.day;
    return html`<section aria-labelledby="sandbox-day">
      <h3 id="sandbox-day">${words().heading}</h3>
      <p><small>${words().what}</small></p>
      <label>${words().pace}: <output>${words().perMinute(pace)}</output>
        <input
          type="range"
          min="6"
          max="120"
          step="6"
          .value=${String(pace)}
          aria-valuetext=${words().perMinute(pace)}
          @input=${(event: Event) => (this.day.pace = Number((event.target as HTMLInputElement).value))}
        />
      </label>
      ${running || sent > 0 ? this.#progress() : nothing}
      ${failed ? html`<p class="refusal" role="alert">${errorMessage(failed)}</p>` : nothing}
      <div class="actions">
        ${running
          ? html`<button @click=${() => this.day.stop()}>${words().stop}</button>`
          : html`<button class="primary" @click=${() => this.day.start()}>
              ${this.day.interrupted ? words().goOn : words().start}
            </button>`}
      </div>
    </section>`;
  }

  #progress() {
    const { running, sent, total, waiting } = this.day;
    return html`<progress max=${total} .value=${sent} aria-labelledby="sandbox-day"></progress>
      <p class="outcome">
        ${sent === total ? words().over : words().progress(sent, total)}
        ${running && waiting > 0 ? words().waiting(waiting) : nothing}
      </p>`;
  }
}
