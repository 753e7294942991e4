import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Dialog } from "../base/dialog.js";
import type { Desk } from "../desk/desk.js";

/** Starts a conversation with a contact. */
@customElement("prosa-start-dialog")
export class StartDialog extends Dialog {
  @property({ attribute: false }) desk!: Desk;
  protected heading() { return "New conversation"; }
  protected submit() { return undefined; }
  protected fields() { return html``; }
}
