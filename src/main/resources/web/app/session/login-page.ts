import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { inLanguages, language } from "../base/language.js";
import { Problem, errorMessage } from "../base/problem.js";
import { storage } from "../base/storage.js";
import { View } from "../base/view.js";
import "./demo-logins.js";
import type { Session } from "./session.js";

const words = inLanguages({
  en: {
    email: "Email",
    password: "Password",
    logIn: "Log in",
    loggingIn: "Logging in…",
    wrong: "Email or password is wrong.",
    ended: "Your session has ended. Please log in again.",
    elsewhere: "Passwords are not checked here: this installation signs agents in elsewhere.",
    other: "Em português",
  },
  pt: {
    email: "E-mail",
    password: "Senha",
    logIn: "Entrar",
    loggingIn: "Entrando…",
    wrong: "E-mail ou senha errados.",
    ended: "Sua sessão terminou. Entre de novo.",
    elsewhere: "As senhas não são verificadas aqui: esta instalação autentica os atendentes em outro lugar.",
    other: "In English",
  },
});

@customElement("prosa-login")
export class LoginPage extends View {
  @property({ attribute: false }) session!: Session;
  @state() private refusal = "";
  @state() private busy = false;

  override render() {
    const refusal = this.refusal || (this.session.ended ? words().ended : "");
    return html`<main class="login">
      <form @submit=${this.#submitted}>
        <h1>Prosa</h1>
        <label>${words().email}
          <input name="email" type="email" autocomplete="username" required autofocus .value=${storage.get("email") ?? ""} />
        </label>
        <label>${words().password}
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        ${refusal ? html`<p class="refusal" role="alert">${refusal}</p>` : nothing}
        <button class="primary" ?disabled=${this.busy}>${this.busy ? words().loggingIn : words().logIn}</button>
        <button
          type="button"
          class="quiet"
          lang=${language.now === "en" ? "pt" : "en"}
          @click=${() => language.choose(language.now === "en" ? "pt" : "en")}
        >
          ${words().other}
        </button>
        <prosa-demo-logins .onChoose=${this.#fill}></prosa-demo-logins>
      </form>
    </main>`;
  }

  readonly #fill = (email: string, password: string) => {
    const form = this.querySelector("form")!;
    form.querySelector<HTMLInputElement>("[name=email]")!.value = email;
    form.querySelector<HTMLInputElement>("[name=password]")!.value = password;
    form.querySelector<HTMLElement>("button.primary")!.focus();
  };

  readonly #submitted = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.busy) return;
    const data = new FormData(event.target as HTMLFormElement);
    const email = String(data.get("email"));
    this.busy = true;
    this.refusal = "";
    try {
      await this.session.logIn(email, String(data.get("password")));
      storage.set("email", email);
    } catch (cause) {
      this.refusal = refused(cause);
    } finally {
      this.busy = false;
    }
  };
}

function refused(cause: unknown): string {
  if (cause instanceof Problem && cause.status === 401) return words().wrong;
  if (cause instanceof Problem && cause.status === 404) return words().elsewhere;
  return errorMessage(cause);
}
