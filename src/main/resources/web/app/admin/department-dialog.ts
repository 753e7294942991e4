import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Dialog } from "../base/dialog.js";
import { inLanguages } from "../base/language.js";
import type { Desk } from "../desk/desk.js";
import type { Department } from "../desk/directory.js";
import { withErrorTexts } from "./error-texts.js";

const words = inLanguages({
  en: {
    newOne: "New department",
    edit: "Edit department",
    name: "Name",
    create: "Create",
    save: "Save",
    exists: "There is a department of this name already.",
  },
  pt: {
    newOne: "Novo departamento",
    edit: "Editar departamento",
    name: "Nome",
    create: "Criar",
    save: "Salvar",
    exists: "Já existe um departamento com este nome.",
  },
});

/** Creates or changes a department. */
@customElement("prosa-department-dialog")
export class DepartmentDialog extends Dialog {
  @property({ attribute: false }) desk!: Desk;
  /** Undefined for a new department. */
  @property({ attribute: false }) department: Department | undefined;

  protected heading() {
    return this.department ? words().edit : words().newOne;
  }

  protected submit() {
    return this.department ? words().save : words().create;
  }

  protected fields() {
    return html`<label>${words().name}
      <input name="name" maxlength="255" pattern=".*\\S.*" required autofocus autocomplete="off" .value=${this.department?.name ?? ""} />
    </label>`;
  }

  protected override async answer(data: FormData): Promise<void> {
    const body = { name: String(data.get("name")).trim() };
    const errorTexts = { codes: { ALREADY_EXISTS: words().exists }, labels: { name: words().name } };
    await withErrorTexts(errorTexts, () =>
      this.department
        ? this.desk.api.call(`/departments/${this.department.id}`, { method: "PUT", body })
        : this.desk.api.call("/departments", { method: "POST", body }),
    );
  }
}
