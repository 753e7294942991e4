import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { inLanguages, number } from "../base/language.js";
import { route } from "../base/route.js";
import { StoreController } from "../base/store.js";
import { View } from "../base/view.js";
import { departmentName } from "../desk/department-name.js";
import type { Desk } from "../desk/desk.js";

const words = inLanguages({
  en: {
    departments: "Departments",
    all: "All",
    waiting: (count: number) => `${number(count)} waiting`,
  },
  pt: {
    departments: "Departamentos",
    all: "Todos",
    waiting: (count) => `${number(count)} esperando`,
  },
});

/** The links to triage and the agent's departments, each with its number of waiting conversations. */
@customElement("prosa-departments")
export class DepartmentNav extends View {
  @property({ attribute: false }) desk!: Desk;

  constructor() {
    super();
    new StoreController(this, () => [this.desk.feeds, this.desk.counts, route]);
  }

  override render() {
    const { feeds, counts } = this.desk;
    const departments = [...feeds.departments].sort((a, b) => a.name.localeCompare(b.name));
    return html`<nav class="departments" aria-label=${words().departments}>
      ${this.#link(undefined, words().all, counts.total.pending)}
      ${this.#link("triage", departmentName(this.desk, null), counts.of("triage").pending)}
      ${departments.map(({ id, name }) => this.#link(id, name, counts.of(id).pending))}
    </nav>`;
  }

  #link(department: string | undefined, name: string, waiting: number) {
    return html`<a
      href=${route.with({ department, conversation: undefined })}
      aria-current=${route.get("department") === department ? "page" : nothing}
    >
      <span>${name}</span>
      ${waiting > 0
        ? html`<span class="count"><span aria-hidden="true">${number(waiting)}</span><span class="visually-hidden">${words().waiting(waiting)}</span></span>`
        : nothing}
    </a>`;
  }
}
