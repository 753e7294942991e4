import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Dialog } from "../base/dialog.js";
import { inLanguages } from "../base/language.js";
import { Problem } from "../base/problem.js";
import { StoreController } from "../base/store.js";
import { departmentName } from "../desk/department-name.js";
import type { Desk } from "../desk/desk.js";
import "./choice-list.js";
import type { Commands } from "./commands.js";
import type { Thread } from "./thread.js";

const words = inLanguages({
  en: {
    heading: "Assign",
    agent: (department: string) => `Agents of ${department}`,
    assign: "Assign",
    you: (name: string) => `${name} (you)`,
    choose: "Choose an agent.",
  },
  pt: {
    heading: "Atribuir",
    agent: (department) => `Atendentes de ${department}`,
    assign: "Atribuir",
    you: (name) => `${name} (você)`,
    choose: "Escolha um atendente.",
  },
});

/** Chooses the assignee. */
@customElement("prosa-assign-dialog")
export class AssignDialog extends Dialog {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) thread!: Thread;
  @property({ attribute: false }) commands!: Commands;

  constructor() {
    super();
    new StoreController(this, () => [this.desk.directory, this.thread]);
  }

  protected heading() {
    return words().heading;
  }

  protected submit() {
    return words().assign;
  }

  protected fields() {
    const { directory, me } = this.desk;
    const departmentId = this.thread.conversation?.departmentId ?? null;
    const choices = directory
      .assignableAgents(departmentId)
      .map(({ id, name }) => ({ id, name: id === me.id ? words().you(name) : name }));
    return html`<prosa-choice
      name="agent"
      legend=${words().agent(departmentName(this.desk, departmentId))}
      .choices=${choices}
      .chosen=${this.thread.conversation?.assignedTo?.id}
    ></prosa-choice>`;
  }

  protected override answer(data: FormData): Promise<void> {
    const agent = data.get("agent");
    if (agent === null) throw new Problem(400, { code: "VALIDATION_ERROR", detail: words().choose });
    return this.commands.assign(String(agent));
  }
}
