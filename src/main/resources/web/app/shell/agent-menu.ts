import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { openDialog } from "../base/dialog.js";
import { type Language, inLanguages, language } from "../base/language.js";
import { StoreController } from "../base/store.js";
import { type Theme, theme } from "../base/theme.js";
import { View } from "../base/view.js";
import type { Desk } from "../desk/desk.js";
import { setNotifications, notificationState } from "../desk/notifications.js";
import { PasswordDialog } from "../session/password-dialog.js";

const words = inLanguages({
  en: {
    language: "Language",
    theme: "Appearance",
    light: "Light",
    dark: "Dark",
    system: "As the system",
    notify: "Desktop notifications",
    notifyWhat: "of new messages in your conversations",
    notifyImpossible: "This browser does not allow them",
    password: "Change password",
    logOut: "Log out",
  },
  pt: {
    language: "Idioma",
    theme: "Aparência",
    light: "Clara",
    dark: "Escura",
    system: "Como o sistema",
    notify: "Notificações na área de trabalho",
    notifyWhat: "de novas mensagens nas suas conversas",
    notifyImpossible: "Este navegador não permite",
    password: "Mudar a senha",
    logOut: "Sair",
  },
});

/** The menu with the agent's own settings. */
@customElement("prosa-agent-menu")
export class AgentMenu extends View {
  @property({ attribute: false }) desk!: Desk;

  constructor() {
    super();
    new StoreController(this, () => [this.desk.session]);
  }

  override render() {
    const { me } = this.desk;
    return html`
      <button class="quiet agent" popovertarget="agent-menu" aria-label=${me.name}>
        <span class="avatar" aria-hidden="true">${initials(me.name)}</span><span class="name">${me.name}</span>
      </button>
      <div id="agent-menu" class="menu" popover>
        <p><strong>${me.name}</strong><br /><small>${me.email}</small><br /><small>${me.institution.name}</small></p>
        <label>${words().language}
          <select @change=${(event: Event) => language.choose(chosen(event) as Language)}>
            <option value="en" lang="en" ?selected=${language.now === "en"}>English</option>
            <option value="pt" lang="pt" ?selected=${language.now === "pt"}>Português</option>
          </select>
        </label>
        <label>${words().theme}
          <select @change=${(event: Event) => theme.choose(chosen(event) as Theme)}>
            ${(["system", "light", "dark"] as const).map(
              (one) => html`<option value=${one} ?selected=${theme.now === one}>${words()[one]}</option>`,
            )}
          </select>
        </label>
        ${this.#notifications()}
        <button @click=${() => this.#closeMenuAnd(() => openDialog(new PasswordDialog(), { session: this.desk.session }))}>
          ${words().password}
        </button>
        <button @click=${() => this.desk.session.logOut()}>${words().logOut}</button>
      </div>
    `;
  }

  #notifications() {
    const now = notificationState();
    return html`<label class="check">
      <input type="checkbox" .checked=${live(now === "on")} ?disabled=${now === "unavailable"} @change=${this.#notify} />
      <span>${words().notify}<br /><small>${now === "unavailable" ? words().notifyImpossible : words().notifyWhat}</small></span>
    </label>`;
  }

  readonly #notify = async (event: Event) => {
    await setNotifications((event.target as HTMLInputElement).checked);
    this.requestUpdate();
  };

  #closeMenuAnd(what: () => void): void {
    this.querySelector<HTMLElement>("#agent-menu")!.hidePopover();
    what();
  }
}

/** The initials: `MS` for `Maria da Silva`. */
export function initials(name: string): string {
  const names = name.trim().split(/\s+/);
  const first = [...(names[0] ?? "")][0] ?? "";
  const last = names.length > 1 ? ([...names.at(-1)!][0] ?? "") : "";
  return (first + last).toUpperCase();
}

function chosen(event: Event): string {
  return (event.target as HTMLSelectElement).value;
}
