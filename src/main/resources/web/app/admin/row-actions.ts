import { html } from "lit";
import { openDialog } from "../base/dialog.js";
import { inLanguages } from "../base/language.js";
import { notices } from "../base/notice.js";
import type { Desk } from "../desk/desk.js";
import { ConfirmDialog } from "./confirm-dialog.js";

const words = inLanguages({
  en: {
    edit: "Edit",
    editThat: (name: string) => `Edit ${name}`,
    delete: "Delete",
    deleteThat: (name: string) => `Delete ${name}`,
    question: (name: string) => `Delete ${name}?`,
    deleted: (name: string) => `${name} has been deleted.`,
  },
  pt: {
    edit: "Editar",
    editThat: (name) => `Editar ${name}`,
    delete: "Excluir",
    deleteThat: (name) => `Excluir ${name}`,
    question: (name) => `Excluir ${name}?`,
    deleted: (name) => `Excluído: ${name}.`,
  },
});

/** The buttons of a row that can be edited and deleted. */
export function editOrDelete(name: string, edit: () => void, remove: () => void) {
  return html`
    <button aria-label=${words().editThat(name)} @click=${edit}>${words().edit}</button>
    <button class="danger" aria-label=${words().deleteThat(name)} @click=${remove}>${words().delete}</button>
  `;
}

interface Deletion {
  readonly desk: Desk;
  readonly path: string;
  readonly name: string;
  readonly consequence: string;
  /** The text if the service refuses because it is in use. */
  readonly inUse: string;
  readonly onClose: () => void;
}

export function askToDelete({ desk, path, name, consequence, inUse, onClose }: Deletion): void {
  openDialog(new ConfirmDialog(), {
    question: words().question(name),
    consequence,
    verb: words().delete,
    errorTexts: { codes: { IN_USE: inUse } },
    run: async () => {
      await desk.api.call(path, { method: "DELETE" });
      notices.info(words().deleted(name));
    },
    onClose,
  });
}
