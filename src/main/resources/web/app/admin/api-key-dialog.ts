import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Dialog } from "../base/dialog.js";
import { inLanguages } from "../base/language.js";
import type { Desk } from "../desk/desk.js";
import { PERMISSIONS, permissionName } from "./permissions.js";
import { withErrorTexts, invalid } from "./error-texts.js";

const words = inLanguages({
  en: {
    newOne: "New API key",
    name: "Name",
    nameWhat: "3 characters or more",
    permissions: "Permissions",
    choose: "Choose at least one permission.",
    limit: "Rate limit",
    limitWhat: "requests a minute and node",
    expires: "Last day",
    expiresWhat: "none: it does not expire",
    past: "The last day must not be over yet.",
    create: "Create",
  },
  pt: {
    newOne: "Nova chave de API",
    name: "Nome",
    nameWhat: "3 caracteres ou mais",
    permissions: "Permissões",
    choose: "Escolha ao menos uma permissão.",
    limit: "Limite de requisições",
    limitWhat: "por minuto e por nó",
    expires: "Último dia",
    expiresWhat: "nenhum: não expira",
    past: "O último dia não pode ter passado.",
    create: "Criar",
  },
});

/** Creates an API key. */
@customElement("prosa-api-key-dialog")
export class ApiKeyDialog extends Dialog {
  @property({ attribute: false }) desk!: Desk;
  /** Called with the new key, which the service never shows again. */
  @property({ attribute: false }) created: (key: string) => void = () => {};

  protected heading() {
    return words().newOne;
  }

  protected submit() {
    return words().create;
  }

  protected fields() {
    return html`
      <label>${words().name} <small>${words().nameWhat}</small>
        <input name="name" minlength="3" maxlength="100" pattern=".*\\S.*" required autofocus autocomplete="off" />
      </label>
      <fieldset>
        <legend>${words().permissions}</legend>
        ${PERMISSIONS.map(
          (one) => html`<label class="check">
            <input name="permissions" type="checkbox" value=${one} />
            <span>${permissionName(one)} <small><code>${one}</code></small></span>
          </label>`,
        )}
      </fieldset>
      <label>${words().limit} <small>${words().limitWhat}</small>
        <input name="rateLimit" type="number" min="1" max="1000000" value="60" required />
      </label>
      <label>${words().expires} <small>${words().expiresWhat}</small>
        <input name="lastDay" type="date" />
      </label>
    `;
  }

  protected override async answer(data: FormData): Promise<void> {
    const permissions = data.getAll("permissions");
    if (permissions.length === 0) throw invalid(words().choose);
    const lastDay = String(data.get("lastDay"));
    const expiresAt = lastDay === "" ? null : new Date(`${lastDay}T23:59:59.999`);
    if (expiresAt !== null && expiresAt.getTime() < Date.now()) throw invalid(words().past);
    const body = {
      name: String(data.get("name")).trim(),
      permissions,
      rateLimit: Number(data.get("rateLimit")),
      expiresAt: expiresAt?.toISOString() ?? null,
    };
    const labels = { name: words().name, permissions: words().permissions, rateLimit: words().limit, expiresAt: words().expires };
    const { key } = await withErrorTexts({ labels }, () =>
      this.desk.api.call<{ key: string }>("/api-keys", { method: "POST", body }),
    );
    this.created(key);
  }
}
