import { customElement } from "lit/decorators.js";
import { openDialog } from "../base/dialog.js";
import { inLanguages, number } from "../base/language.js";
import type { Department } from "../desk/directory.js";
import { DepartmentDialog } from "./department-dialog.js";
import { askToDelete, editOrDelete } from "./row-actions.js";
import { Section } from "./section.js";

const words = inLanguages({
  en: {
    departments: "Departments",
    newOne: "New department",
    empty: "There is no department yet. Without one, all conversations are in triage.",
    name: "Name",
    agents: "Agents",
    channels: "Channels",
    consequence: "Closed conversations keep its name. Its agents stay.",
    inUse: "It still has active conversations, or channels that bring new ones. Move those first.",
  },
  pt: {
    departments: "Departamentos",
    newOne: "Novo departamento",
    empty: "Ainda não há departamento. Sem nenhum, todas as conversas ficam na triagem.",
    name: "Nome",
    agents: "Atendentes",
    channels: "Canais",
    consequence: "As conversas encerradas mantêm o nome. Os atendentes continuam.",
    inUse: "Ainda tem conversas ativas ou canais que trazem novas. Mude esses antes.",
  },
});

@customElement("prosa-admin-departments")
export class Departments extends Section<Department> {
  protected heading() {
    return words().departments;
  }

  protected newOne() {
    return words().newOne;
  }

  protected empty() {
    return words().empty;
  }

  protected rows() {
    return this.desk.directory.loaded ? this.desk.directory.departments : undefined;
  }

  protected columns() {
    const { agents, channels } = this.desk.directory;
    return [
      { heading: words().name, cell: ({ name }: Department) => name },
      {
        heading: words().agents,
        cell: ({ id }: Department) => number(agents.filter(({ departmentIds }) => departmentIds.includes(id)).length),
      },
      {
        heading: words().channels,
        cell: ({ id }: Department) => number(channels.filter(({ departmentId }) => departmentId === id).length),
      },
    ];
  }

  protected actions(row: Department) {
    const edit = () => openDialog(new DepartmentDialog(), { desk: this.desk, department: row, onClose: this.reload });
    return editOrDelete(row.name, edit, () => this.#delete(row));
  }

  protected create(): void {
    openDialog(new DepartmentDialog(), { desk: this.desk, onClose: this.reload });
  }

  #delete({ id, name }: Department): void {
    const { consequence, inUse } = words();
    askToDelete({ desk: this.desk, path: `/departments/${id}`, name, consequence, inUse, onClose: this.reload });
  }
}
