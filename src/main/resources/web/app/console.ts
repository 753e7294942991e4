import { type TemplateResult, html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { Shortcuts } from "./base/keys.js";
import { inLanguages } from "./base/language.js";
import { notices } from "./base/notice.js";
import { route } from "./base/route.js";
import { StoreController } from "./base/store.js";
import { theme } from "./base/theme.js";
import { View } from "./base/view.js";
import { openDialog } from "./base/dialog.js";
import { Desk } from "./desk/desk.js";
import { ShortcutList } from "./shell/shortcut-list.js";
import { errorMessage } from "./base/problem.js";
import { Session } from "./session/session.js";
import { type Settings, settings } from "./session/settings.js";
import "./session/login-page.js";
import "./shell/top-bar.js";
import "./shell/notice-list.js";
import "./queue/queue-page.js";

const words = inLanguages({
  en: {
    keys: "This list",
    loading: "Loading this page",
    outdated: "A part of this page could not be loaded. If the network is there, a newer version is: reload the page.",
  },
  pt: {
    keys: "Esta lista",
    loading: "Carregando esta página",
    outdated: "Uma parte desta página não carregou. Se há rede, existe uma versão mais nova: recarregue a página.",
  },
});

const RETRY_MS = 3_000;

const LAZY_VIEWS = {
  overview: () => import("./overview/overview-page.js"),
  admin: () => import("./admin/admin-page.js"),
  sandbox: () => import("./sandbox/sandbox-panel.js"),
};

/** The root element: the login page, or the views for the agent who is logged in. */
@customElement("prosa-console")
export class Console extends View {
  readonly #session = new Session();
  readonly #loadedViews = new Set<keyof typeof LAZY_VIEWS>();
  @state() private desk: Desk | undefined;

  constructor() {
    super();
    theme.show();
    new StoreController(this, () => [this.#session, route]);
    new Shortcuts(this, () => [{ key: "?", label: () => words().keys, run: () => openDialog(new ShortcutList()) }]);
    this.#session.subscribe(() => void this.#openDesk());
    void this.#openDesk();
  }

  /** Creates the desk of the agent who is logged in and stops the desk of another agent. */
  async #openDesk(): Promise<void> {
    const { me } = this.#session;
    if (this.desk && this.desk.me.id === me?.id) return;
    this.desk?.stop();
    this.desk = undefined;
    for (const dialog of document.querySelectorAll("dialog")) dialog.close();
    if (me === undefined) return;
    let known: Settings;
    try {
      known = await settings();
    } catch (cause) {
      notices.error(errorMessage(cause));
      setTimeout(() => void this.#openDesk(), RETRY_MS);
      return;
    }
    if (this.desk || this.#session.me?.id !== me.id) return;
    this.desk = new Desk(this.#session, me, known);
    this.desk.start();
  }

  override render() {
    if (this.#session.me === undefined)
      return html`<prosa-login .session=${this.#session}></prosa-login><prosa-notices></prosa-notices>`;
    if (this.desk === undefined)
      return html`<p class="visually-hidden" role="status">${words().loading}</p><prosa-notices></prosa-notices>`;
    // a new desk has new stores, so all views are created again
    return keyed(this.desk, html`
      <prosa-top-bar .desk=${this.desk}></prosa-top-bar>
      <main>${this.#view(this.desk)}</main>
      ${this.desk.settings.demo
        ? this.#lazyView("sandbox", html`<prosa-sandbox .desk=${this.desk}></prosa-sandbox>`)
        : nothing}
      <prosa-notices></prosa-notices>
    `);
  }

  #view(desk: Desk) {
    if (route.view === "overview" && desk.supervises)
      return this.#lazyView("overview", html`<prosa-overview .desk=${desk}></prosa-overview>`);
    if (route.view === "admin" && desk.administers)
      return this.#lazyView("admin", html`<prosa-admin .desk=${desk}></prosa-admin>`);
    return html`<prosa-queue .desk=${desk}></prosa-queue>`;
  }

  /** Loads the code of a view when the view is first opened. */
  #lazyView(name: keyof typeof LAZY_VIEWS, content: TemplateResult) {
    if (this.#loadedViews.has(name)) return content;
    LAZY_VIEWS[name]().then(
      () => {
        this.#loadedViews.add(name);
        this.requestUpdate();
      },
      // the service has been updated since this page was loaded
      () => notices.error(words().outdated),
    );
    return html`<p class="visually-hidden" role="status">${words().loading}</p>`;
  }
}
