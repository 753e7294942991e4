import { html } from "lit";
import { customElement, state } from "lit/decorators.js";
import { openDialog } from "../base/dialog.js";
import { inLanguages, language, number } from "../base/language.js";
import { notices } from "../base/notice.js";
import { exactly, shortly } from "../base/time.js";
import { ApiKeyDialog } from "./api-key-dialog.js";
import { ConfirmDialog } from "./confirm-dialog.js";
import { CreatedKeyDialog } from "./created-key-dialog.js";
import { type Permission, permissionName } from "./permissions.js";
import { Section } from "./section.js";

const words = inLanguages({
  en: {
    keys: "API keys",
    newOne: "New API key",
    empty: "There is no API key. Programs that bring or fetch messages need one.",
    name: "Name",
    key: "Begins with",
    permissions: "Permissions",
    limit: "Requests a minute",
    expires: "Expires",
    never: "never",
    expired: "expired",
    used: "Last used",
    revoke: "Revoke",
    revokeThat: (name: string) => `Revoke ${name}`,
    question: (name: string) => `Revoke ${name}?`,
    consequence: "Programs that use it are refused from this moment on. It cannot be brought back.",
    revoked: (name: string) => `${name} has been revoked.`,
  },
  pt: {
    keys: "Chaves de API",
    newOne: "Nova chave de API",
    empty: "Não há chave de API. Programas que trazem ou buscam mensagens precisam de uma.",
    name: "Nome",
    key: "Começa com",
    permissions: "Permissões",
    limit: "Requisições por minuto",
    expires: "Expira",
    never: "nunca",
    expired: "expirada",
    used: "Último uso",
    revoke: "Revogar",
    revokeThat: (name) => `Revogar ${name}`,
    question: (name) => `Revogar ${name}?`,
    consequence: "Programas que a usam são recusados a partir deste momento. Não há como voltar atrás.",
    revoked: (name) => `${name} foi revogada.`,
  },
});

interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly permissions: readonly Permission[];
  readonly rateLimit: number;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
}

@customElement("prosa-admin-api-keys")
export class ApiKeys extends Section<ApiKey> {
  @state() private keys: readonly ApiKey[] | undefined;

  protected override async read(): Promise<void> {
    this.keys = await this.desk.api.all<ApiKey>("/api-keys");
  }

  protected heading() {
    return words().keys;
  }

  protected newOne() {
    return words().newOne;
  }

  protected empty() {
    return words().empty;
  }

  protected rows() {
    return this.keys;
  }

  protected columns() {
    return [
      { heading: words().name, cell: ({ name }: ApiKey) => name },
      { heading: words().key, cell: ({ prefix }: ApiKey) => html`<code>${prefix}…</code>` },
      {
        heading: words().permissions,
        cell: ({ permissions }: ApiKey) => html`<ul>${permissions.map((one) => html`<li>${permissionName(one)}</li>`)}</ul>`,
      },
      { heading: words().limit, cell: ({ rateLimit }: ApiKey) => number(rateLimit) },
      { heading: words().expires, cell: ({ expiresAt }: ApiKey) => expiry(expiresAt) },
      { heading: words().used, cell: ({ lastUsedAt }: ApiKey) => usedAt(lastUsedAt) },
    ];
  }

  protected actions(row: ApiKey) {
    return html`<button class="danger" aria-label=${words().revokeThat(row.name)} @click=${() => this.#revoke(row)}>
      ${words().revoke}
    </button>`;
  }

  protected create(): void {
    let created: string | undefined;
    openDialog(new ApiKeyDialog(), {
      desk: this.desk,
      created: (key) => (created = key),
      onClose: () => {
        void this.reload();
        if (created !== undefined) openDialog(new CreatedKeyDialog(), { key: created });
      },
    });
  }

  #revoke({ id, name }: ApiKey): void {
    openDialog(new ConfirmDialog(), {
      question: words().question(name),
      consequence: words().consequence,
      verb: words().revoke,
      run: async () => {
        await this.desk.api.call(`/api-keys/${id}`, { method: "DELETE" });
        notices.info(words().revoked(name));
      },
      onClose: this.reload,
    });
  }
}

function expiry(at: string | null) {
  if (at === null) return html`<small>${words().never}</small>`;
  const day = new Intl.DateTimeFormat(language.locale, { dateStyle: "medium" }).format(new Date(at));
  return Date.parse(at) > Date.now() ? html`<time datetime=${at}>${day}</time>` : html`<span class="inactive">${words().expired}</span>`;
}

function usedAt(at: string | null) {
  if (at === null) return html`<small>${words().never}</small>`;
  return html`<time datetime=${at} title=${exactly(at)}>${shortly(at)}</time>`;
}
