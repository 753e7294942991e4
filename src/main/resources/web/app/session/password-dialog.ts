import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Dialog } from "../base/dialog.js";
import { inLanguages } from "../base/language.js";
import { notices } from "../base/notice.js";
import { Problem } from "../base/problem.js";
import type { Session } from "./session.js";

const words = inLanguages({
  en: {
    heading: "Change password",
    current: "Current password",
    next: "New password",
    hint: "8 characters or more",
    change: "Change",
    changed: "Your password has been changed.",
    wrong: "The current password is wrong.",
  },
  pt: {
    heading: "Mudar a senha",
    current: "Senha atual",
    next: "Nova senha",
    hint: "8 caracteres ou mais",
    change: "Mudar",
    changed: "Sua senha foi mudada.",
    wrong: "A senha atual está errada.",
  },
});

@customElement("prosa-password-dialog")
export class PasswordDialog extends Dialog {
  @property({ attribute: false }) session!: Session;

  protected heading() {
    return words().heading;
  }

  protected submit() {
    return words().change;
  }

  protected fields() {
    return html`
      <label>${words().current}
        <input name="current" type="password" autocomplete="current-password" required autofocus />
      </label>
      <label>${words().next} <small>${words().hint}</small>
        <input name="next" type="password" autocomplete="new-password" minlength="8" maxlength="1000" required />
      </label>
    `;
  }

  protected override async answer(data: FormData): Promise<void> {
    try {
      await this.session.changePassword(String(data.get("current")), String(data.get("next")));
    } catch (cause) {
      const wrong = cause instanceof Problem && cause.errors.some(({ field }) => field === "current");
      throw wrong ? new Problem(400, { code: "VALIDATION_ERROR", detail: words().wrong }) : cause;
    }
    notices.info(words().changed);
  }
}
