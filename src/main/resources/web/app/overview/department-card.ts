import type { Person } from "prosa-live";
import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { inLanguages, number } from "../base/language.js";
import { StoreController } from "../base/store.js";
import { elapsed, exactly, lateness, now } from "../base/time.js";
import { View } from "../base/view.js";
import type { Desk } from "../desk/desk.js";

const words = inLanguages({
  en: {
    waiting: "Waiting",
    open: "Open",
    unread: "Unread",
    longest: "Longest wait",
    nobody: "nobody waits",
    queue: "Open the queue",
    queueOf: (name: string) => `Open the queue of ${name}`,
  },
  pt: {
    waiting: "Esperando",
    open: "Em atendimento",
    unread: "Não lidas",
    longest: "Maior espera",
    nobody: "ninguém espera",
    queue: "Abrir a fila",
    queueOf: (name) => `Abrir a fila de ${name}`,
  },
});

/** The numbers of one department or of triage. */
@customElement("prosa-department-card")
export class DepartmentCard extends View {
  @property({ attribute: false }) desk!: Desk;
  /** The id is `triage` for triage. */
  @property({ attribute: false }) department!: Person;

  constructor() {
    super();
    new StoreController(this, () => [this.desk.counts, now]);
  }

  override render() {
    const { id, name } = this.department;
    const { pending, open, unread } = this.desk.counts.of(id);
    return html`<article class="card" aria-labelledby="card-${id}">
      <h3 id="card-${id}">${name}</h3>
      <dl>
        <div><dt>${words().waiting}</dt><dd class="large">${number(pending)}</dd></div>
        <div><dt>${words().open}</dt><dd class="large">${number(open)}</dd></div>
        <div><dt>${words().unread}</dt><dd class="large">${number(unread)}</dd></div>
        <div class="wide"><dt>${words().longest}</dt>${this.#longest()}</div>
      </dl>
      <a href="#/queue?tab=waiting&department=${id}" aria-label=${words().queueOf(name)}>${words().queue}</a>
    </article>`;
  }

  #longest() {
    const { waitingSince } = this.desk.counts.of(this.department.id);
    if (waitingSince === null) return html`<dd>${words().nobody}</dd>`;
    const how = lateness(waitingSince, this.desk.settings.waitingLimit);
    return html`<dd class="waiting ${how}" title=${exactly(waitingSince)}>${elapsed(waitingSince)}</dd>`;
  }
}
