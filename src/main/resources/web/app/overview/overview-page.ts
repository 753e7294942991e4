import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { inLanguages, number } from "../base/language.js";
import { errorMessage } from "../base/problem.js";
import { StoreController } from "../base/store.js";
import { clock } from "../base/time.js";
import { View } from "../base/view.js";
import { departmentName } from "../desk/department-name.js";
import type { Desk } from "../desk/desk.js";
import "./department-card.js";
import "./live-chart.js";
import "./overview.css";

const words = inLanguages({
  en: {
    overview: "Overview",
    departments: "Departments",
    since: (time: string) => `Since ${time}, when this page was opened`,
    waiting: "Waiting",
    answered: "Answered",
    waitingNow: (now: number, since: string) => `Waiting: ${number(now)} now, over time since ${since}`,
    answeredNow: (now: number, since: string) => `Waiting contacts answered since ${since}: ${number(now)}`,
    loading: "Counting the conversations",
    retry: "Try again",
  },
  pt: {
    overview: "Visão geral",
    departments: "Departamentos",
    since: (time) => `Desde ${time}, quando esta página foi aberta`,
    waiting: "Esperando",
    answered: "Atendidos",
    waitingNow: (now, since) => `Esperando: ${number(now)} agora, ao longo do tempo desde ${since}`,
    answeredNow: (now, since) => `Contatos que esperavam e foram atendidos desde ${since}: ${number(now)}`,
    loading: "Contando as conversas",
    retry: "Tentar de novo",
  },
});

/** The numbers of all departments, for supervisors and administrators. */
@customElement("prosa-overview")
export class OverviewPage extends View {
  @property({ attribute: false }) desk!: Desk;

  constructor() {
    super();
    new StoreController(this, () => [this.desk.counts, this.desk.feeds, this.desk.activity]);
  }

  override render() {
    return html`<section class="overview" aria-labelledby="overview-heading">
      <h1 id="overview-heading">${words().overview}</h1>
      ${this.desk.counts.loaded ? this.#loaded() : this.#loading()}
    </section>`;
  }

  #loaded() {
    const departments = [...this.desk.feeds.departments].sort((a, b) => a.name.localeCompare(b.name));
    return html`
      ${this.#charts()}
      <h2>${words().departments}</h2>
      <div class="cards">
        ${[{ id: "triage", name: departmentName(this.desk, null) }, ...departments].map(
          (department) =>
            html`<prosa-department-card .desk=${this.desk} .department=${department}></prosa-department-card>`,
        )}
      </div>
    `;
  }

  #charts() {
    const { samples, since: opened } = this.desk.activity;
    const since = clock(new Date(opened).toISOString());
    const { waiting, answered } = samples.at(-1) ?? { waiting: 0, answered: 0 };
    const times = samples.map(({ at }) => at);
    return html`<p class="since">${words().since(since)}</p>
      <div class="charts">
        <figure>
          <figcaption>${words().waiting} <strong>${number(waiting)}</strong></figcaption>
          <prosa-live-chart
            class="of-waiting"
            .times=${times}
            .values=${samples.map((one) => one.waiting)}
            .label=${words().waitingNow(waiting, since)}
          ></prosa-live-chart>
        </figure>
        <figure>
          <figcaption>${words().answered} <strong>${number(answered)}</strong></figcaption>
          <prosa-live-chart
            class="of-answered"
            .times=${times}
            .values=${samples.map((one) => one.answered)}
            .label=${words().answeredNow(answered, since)}
          ></prosa-live-chart>
        </figure>
      </div>`;
  }

  #loading() {
    const { counts } = this.desk;
    if (counts.failed)
      return html`<p class="empty" role="alert">
        ${errorMessage(counts.failed)} <button @click=${() => counts.invalidate()}>${words().retry}</button>
      </p>`;
    return html`<div role="status">
      <span class="visually-hidden">${words().loading}</span>
      <div class="charts" aria-hidden="true">
        <div class="skeleton chart"></div>
        <div class="skeleton chart"></div>
      </div>
      <div class="cards" aria-hidden="true">${Array.from({ length: 4 }, () => html`<div class="skeleton card"></div>`)}</div>
    </div>`;
  }
}
