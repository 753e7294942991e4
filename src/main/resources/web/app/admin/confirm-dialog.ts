import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Dialog } from "../base/dialog.js";
import { type ErrorTexts, withErrorTexts } from "./error-texts.js";

/** Asks for confirmation of an action that cannot be undone. */
@customElement("prosa-confirm-dialog")
export class ConfirmDialog extends Dialog {
  @property({ attribute: false }) question = "";
  @property({ attribute: false }) consequence = "";
  /** The label of the submit button. */
  @property({ attribute: false }) verb = "";
  @property({ attribute: false }) errorTexts: ErrorTexts = {};
  @property({ attribute: false }) run: () => Promise<void> = async () => {};

  protected heading() {
    return this.question;
  }

  protected submit() {
    return this.verb;
  }

  protected fields() {
    return html`<p>${this.consequence}</p>`;
  }

  protected override answer(): Promise<void> {
    return withErrorTexts(this.errorTexts, this.run);
  }
}
