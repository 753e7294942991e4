import { departmentName } from "../desk/department-name.js";
import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { openDialog } from "../base/dialog.js";
import { inLanguages } from "../base/language.js";
import type { Channel } from "../desk/directory.js";
import { ChannelDialog, typeName } from "./channel-dialog.js";
import { askToDelete, editOrDelete } from "./row-actions.js";
import { Section } from "./section.js";

const words = inLanguages({
  en: {
    channels: "Channels",
    newOne: "New channel",
    empty: "There is no channel yet. Contacts write in through channels.",
    name: "Name",
    type: "Type",
    department: "Department",
    phone: "Phone",
    none: "none",
    consequence: "Nothing can come in or go out through it any more. Its conversations stay.",
    inUse: "It still has active conversations. Close those first.",
  },
  pt: {
    channels: "Canais",
    newOne: "Novo canal",
    empty: "Ainda não há canal. É pelos canais que os contatos escrevem.",
    name: "Nome",
    type: "Tipo",
    department: "Departamento",
    phone: "Telefone",
    none: "nenhum",
    consequence: "Nada mais entra ou sai por ele. As conversas continuam.",
    inUse: "Ainda tem conversas ativas. Encerre essas antes.",
  },
});

@customElement("prosa-admin-channels")
export class Channels extends Section<Channel> {
  protected heading() {
    return words().channels;
  }

  protected newOne() {
    return words().newOne;
  }

  protected empty() {
    return words().empty;
  }

  protected rows() {
    return this.desk.directory.loaded ? this.desk.directory.channels : undefined;
  }

  protected columns() {
    return [
      { heading: words().name, cell: ({ name }: Channel) => name },
      { heading: words().type, cell: ({ type }: Channel) => typeName(type) },
      { heading: words().department, cell: ({ departmentId }: Channel) => departmentName(this.desk, departmentId) },
      { heading: words().phone, cell: ({ phone }: Channel) => phone ?? html`<small>${words().none}</small>` },
    ];
  }

  protected actions(row: Channel) {
    const edit = () => openDialog(new ChannelDialog(), { desk: this.desk, channel: row, onClose: this.reload });
    return editOrDelete(row.name, edit, () => this.#delete(row));
  }

  protected create(): void {
    openDialog(new ChannelDialog(), { desk: this.desk, onClose: this.reload });
  }

  #delete({ id, name }: Channel): void {
    const { consequence, inUse } = words();
    askToDelete({ desk: this.desk, path: `/channels/${id}`, name, consequence, inUse, onClose: this.reload });
  }
}
