import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { Dialog } from "../base/dialog.js";
import { inLanguages } from "../base/language.js";
import { StoreController } from "../base/store.js";
import { departmentName } from "../desk/department-name.js";
import type { Desk } from "../desk/desk.js";
import type { Commands } from "./commands.js";
import type { Thread } from "./thread.js";

const words = inLanguages({
  en: {
    heading: "Transfer",
    department: "Department",
    choose: "Choose…",
    here: (name: string) => `${name} (where it is)`,
    agent: "Agent",
    nobody: "Nobody: it waits there",
    note: "Note",
    optional: "optional, for colleagues",
    transfer: "Transfer",
  },
  pt: {
    heading: "Transferir",
    department: "Departamento",
    choose: "Escolha…",
    here: (name) => `${name} (onde está)`,
    agent: "Atendente",
    nobody: "Ninguém: espera lá",
    note: "Nota",
    optional: "opcional, para os colegas",
    transfer: "Transferir",
  },
});

const TRIAGE = "triage";

/** Chooses the department, the assignee and the note of a transfer. */
@customElement("prosa-transfer-dialog")
export class TransferDialog extends Dialog {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) thread!: Thread;
  @property({ attribute: false }) commands!: Commands;
  @state() private department: string | undefined;

  constructor() {
    super();
    new StoreController(this, () => [this.desk.directory, this.thread]);
  }

  protected heading() {
    return words().heading;
  }

  protected submit() {
    return words().transfer;
  }

  protected fields() {
    const { directory } = this.desk;
    const here = this.thread.conversation?.departmentId ?? TRIAGE;
    const departments = [TRIAGE, ...directory.departments.map(({ id }) => id)];
    const to = this.department;
    return html`
      <label>${words().department}
        <select name="department" required autofocus @change=${this.#chosen}>
          <option value="" ?selected=${to === undefined} disabled>${words().choose}</option>
          ${departments.map((id) => {
            const name = departmentName(this.desk, id === TRIAGE ? null : id);
            return html`<option value=${id} .selected=${id === to}>${id === here ? words().here(name) : name}</option>`;
          })}
        </select>
      </label>
      <label>${words().agent}
        <select name="agent" ?disabled=${to === undefined}>
          <option value="">${words().nobody}</option>
          ${to === undefined
            ? nothing
            : repeat(
                directory.assignableAgents(to === TRIAGE ? null : to),
                ({ id }) => id,
                ({ id, name }) => html`<option value=${id}>${name}</option>`,
              )}
        </select>
      </label>
      <label>${words().note} <small>${words().optional}</small>
        <textarea name="note" rows="3" maxlength="1024"></textarea>
      </label>
    `;
  }

  protected override answer(data: FormData): Promise<void> {
    const department = String(data.get("department"));
    return this.commands.transfer({
      departmentId: department === TRIAGE ? null : department,
      attendantId: String(data.get("agent")) || undefined,
      note: String(data.get("note")).trim() || undefined,
    });
  }

  readonly #chosen = (event: Event) => {
    this.department = (event.target as HTMLSelectElement).value;
    // the chosen agent may not work in the new department
    this.querySelector<HTMLSelectElement>("[name=agent]")!.value = "";
  };
}
