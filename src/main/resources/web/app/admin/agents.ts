import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { openDialog } from "../base/dialog.js";
import { inLanguages } from "../base/language.js";
import type { Colleague } from "../desk/directory.js";
import { AgentDialog, roleName } from "./agent-dialog.js";
import { askToDelete, editOrDelete } from "./row-actions.js";
import { Section } from "./section.js";

const words = inLanguages({
  en: {
    agents: "Agents",
    newOne: "New agent",
    empty: "There is no agent yet.",
    name: "Name",
    email: "Email",
    role: "Role",
    departments: "Departments",
    none: "none",
    state: "State",
    active: "Active",
    inactive: "Inactive",
    consequence: "The agent is logged out, and its open conversations wait for another. Its messages keep its name.",
    lastAdmin: "This is the last active administrator. Make another one first.",
  },
  pt: {
    agents: "Atendentes",
    newOne: "Novo atendente",
    empty: "Ainda não há atendente.",
    name: "Nome",
    email: "E-mail",
    role: "Perfil",
    departments: "Departamentos",
    none: "nenhum",
    state: "Situação",
    active: "Ativo",
    inactive: "Inativo",
    consequence: "O atendente sai do sistema e as conversas abertas dele esperam por outro. As mensagens mantêm o nome.",
    lastAdmin: "É o último administrador ativo. Crie outro antes.",
  },
});

@customElement("prosa-admin-agents")
export class Agents extends Section<Colleague> {
  protected heading() {
    return words().agents;
  }

  protected newOne() {
    return words().newOne;
  }

  protected empty() {
    return words().empty;
  }

  protected rows() {
    return this.desk.directory.loaded ? this.desk.directory.agents : undefined;
  }

  protected columns() {
    return [
      { heading: words().name, cell: ({ name }: Colleague) => name },
      { heading: words().email, cell: ({ email }: Colleague) => email ?? "" },
      { heading: words().role, cell: ({ role }: Colleague) => roleName(role ?? "AGENT") },
      { heading: words().departments, cell: (row: Colleague) => this.#departments(row) },
      {
        heading: words().state,
        cell: ({ active }: Colleague) =>
          active === false ? html`<span class="inactive">${words().inactive}</span>` : words().active,
      },
    ];
  }

  protected actions(row: Colleague) {
    const edit = () => openDialog(new AgentDialog(), { desk: this.desk, agent: row, onClose: this.reload });
    return editOrDelete(row.name, edit, () => this.#delete(row));
  }

  protected create(): void {
    openDialog(new AgentDialog(), { desk: this.desk, onClose: this.reload });
  }

  #departments({ departmentIds }: Colleague) {
    const names = this.desk.directory.departments.filter(({ id }) => departmentIds.includes(id)).map(({ name }) => name);
    return names.length > 0 ? names.join(", ") : html`<small>${words().none}</small>`;
  }

  #delete({ id, name }: Colleague): void {
    const { consequence, lastAdmin: inUse } = words();
    askToDelete({ desk: this.desk, path: `/agents/${id}`, name, consequence, inUse, onClose: this.reload });
  }
}
