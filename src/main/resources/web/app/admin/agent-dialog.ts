import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Dialog } from "../base/dialog.js";
import { inLanguages } from "../base/language.js";
import type { Desk } from "../desk/desk.js";
import type { Colleague } from "../desk/directory.js";
import type { Role } from "../session/session.js";
import { withErrorTexts } from "./error-texts.js";

const words = inLanguages({
  en: {
    newOne: "New agent",
    edit: "Edit agent",
    name: "Name",
    email: "Email",
    role: "Role",
    roles: { AGENT: "Agent", SUPERVISOR: "Supervisor", ADMIN: "Administrator" },
    password: "Password",
    passwordWhat: "8 characters or more; none: logs in elsewhere only",
    newPassword: "New password",
    newPasswordWhat: "8 characters or more; none: it stays",
    ownPassword: "Your own password is changed in the menu on top.",
    departments: "Departments",
    noDepartments: "There is no department yet.",
    active: "Active",
    activeWhat: "may log in and hold conversations",
    create: "Create",
    save: "Save",
    exists: "There is an agent with this email already.",
    lastAdmin: "This is the last active administrator. Make another one first.",
  },
  pt: {
    newOne: "Novo atendente",
    edit: "Editar atendente",
    name: "Nome",
    email: "E-mail",
    role: "Perfil",
    roles: { AGENT: "Atendente", SUPERVISOR: "Supervisor", ADMIN: "Administrador" },
    password: "Senha",
    passwordWhat: "8 caracteres ou mais; nenhuma: só entra por outro lugar",
    newPassword: "Nova senha",
    newPasswordWhat: "8 caracteres ou mais; nenhuma: continua a mesma",
    ownPassword: "A sua própria senha é mudada no menu acima.",
    departments: "Departamentos",
    noDepartments: "Ainda não há departamento.",
    active: "Ativo",
    activeWhat: "pode entrar e ter conversas",
    create: "Criar",
    save: "Salvar",
    exists: "Já existe um atendente com este email.",
    lastAdmin: "É o último administrador ativo. Crie outro antes.",
  },
});

const ROLES: readonly Role[] = ["AGENT", "SUPERVISOR", "ADMIN"];

export function roleName(role: Role): string {
  return words().roles[role];
}

/** Creates or changes an agent. */
@customElement("prosa-agent-dialog")
export class AgentDialog extends Dialog {
  @property({ attribute: false }) desk!: Desk;
  /** Undefined for a new agent. */
  @property({ attribute: false }) agent: Colleague | undefined;

  protected heading() {
    return this.agent ? words().edit : words().newOne;
  }

  protected submit() {
    return this.agent ? words().save : words().create;
  }

  protected fields() {
    const { name = "", email = "", role = "AGENT", active = true } = this.agent ?? {};
    return html`
      <label>${words().name}
        <input name="name" maxlength="255" pattern=".*\\S.*" required autofocus autocomplete="off" .value=${name} />
      </label>
      <label>${words().email}
        <input name="email" type="email" maxlength="254" required autocomplete="off" .value=${email} />
      </label>
      <label>${words().role}
        <select name="role">
          ${ROLES.map((one) => html`<option value=${one} ?selected=${one === role}>${roleName(one)}</option>`)}
        </select>
      </label>
      ${this.#password()} ${this.#departments()}
      ${this.agent
        ? html`<label class="check">
            <input name="active" type="checkbox" ?checked=${active} />
            <span>${words().active} <small>${words().activeWhat}</small></span>
          </label>`
        : nothing}
    `;
  }

  /** Not for the agent's own password: its change ends all sessions, which the password dialog handles. */
  #password() {
    if (this.agent?.id === this.desk.me.id) return html`<p><small>${words().ownPassword}</small></p>`;
    const [label, what] = this.agent
      ? [words().newPassword, words().newPasswordWhat]
      : [words().password, words().passwordWhat];
    return html`<label>${label} <small>${what}</small>
      <input name="password" type="password" minlength="8" maxlength="200" autocomplete="new-password" />
    </label>`;
  }

  #departments() {
    const { departments } = this.desk.directory;
    return html`<fieldset>
      <legend>${words().departments}</legend>
      ${departments.length === 0 ? html`<small>${words().noDepartments}</small>` : nothing}
      ${departments.map(
        ({ id, name }) => html`<label class="check">
          <input name="departmentIds" type="checkbox" value=${id} ?checked=${this.agent?.departmentIds.includes(id)} />
          <span>${name}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  protected override async answer(data: FormData): Promise<void> {
    const body = {
      name: String(data.get("name")).trim(),
      email: String(data.get("email")).trim(),
      role: data.get("role"),
      departmentIds: data.getAll("departmentIds"),
      ...(data.get("password") ? { password: data.get("password") } : {}),
      ...(this.agent ? { active: data.has("active") } : {}),
    };
    const codes = { ALREADY_EXISTS: words().exists, IN_USE: words().lastAdmin };
    const labels = { name: words().name, email: words().email, password: words().password };
    await withErrorTexts({ codes, labels }, () =>
      this.agent
        ? this.desk.api.call(`/agents/${this.agent.id}`, { method: "PUT", body })
        : this.desk.api.call("/agents", { method: "POST", body }),
    );
  }
}
