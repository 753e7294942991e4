import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Dialog } from "../base/dialog.js";
import { inLanguages } from "../base/language.js";
import type { Commands } from "./commands.js";

const words = inLanguages({
  en: {
    heading: "Close conversation",
    what: "It is over for good: the contact's next message begins a new one.",
    note: "Note",
    optional: "optional, for colleagues",
    close: "Close conversation",
  },
  pt: {
    heading: "Encerrar conversa",
    what: "Ela termina de vez: a próxima mensagem do contato começa outra.",
    note: "Nota",
    optional: "opcional, para os colegas",
    close: "Encerrar conversa",
  },
});

@customElement("prosa-close-dialog")
export class CloseDialog extends Dialog {
  @property({ attribute: false }) commands!: Commands;

  protected heading() {
    return words().heading;
  }

  protected submit() {
    return words().close;
  }

  protected fields() {
    return html`
      <p>${words().what}</p>
      <label>${words().note} <small>${words().optional}</small>
        <textarea name="note" rows="3" maxlength="1024" autofocus></textarea>
      </label>
    `;
  }

  protected override answer(data: FormData): Promise<void> {
    return this.commands.close(String(data.get("note")).trim() || undefined);
  }
}
