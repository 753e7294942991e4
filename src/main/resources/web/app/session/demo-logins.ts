import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { inLanguages } from "../base/language.js";
import { View } from "../base/view.js";
import { settings } from "./settings.js";

const PASSWORD = "prosa-demo";

const words = inLanguages({
  en: {
    logins: "Demo",
    hint: `This is a demo. Log in as one of these, with the password ${PASSWORD}:`,
    admin: "Admin",
    sales: "Ana, Sales",
    support: "Bruno, Support",
    both: "Carla, both",
  },
  pt: {
    logins: "Demonstração",
    hint: `Isto é uma demonstração. Entre como um destes, com a senha ${PASSWORD}:`,
    admin: "Admin",
    sales: "Ana, Sales",
    support: "Bruno, Support",
    both: "Carla, os dois",
  },
});

const LOGINS = [
  { email: "admin@demo.prosa", who: "admin" },
  { email: "ana@demo.prosa", who: "sales" },
  { email: "bruno@demo.prosa", who: "support" },
  { email: "carla@demo.prosa", who: "both" },
] as const;

/** The logins of the demo; shown only if the service runs in demo mode. */
@customElement("prosa-demo-logins")
export class DemoLogins extends View {
  /** Called with the login that was clicked. */
  @property({ attribute: false }) onChoose: (email: string, password: string) => void = () => {};
  @state() private demo = false;

  override connectedCallback(): void {
    super.connectedCallback();
    // without the settings the demo logins are just not shown
    settings().then(
      ({ demo }) => (this.demo = demo),
      () => {},
    );
  }

  override render() {
    if (!this.demo) return nothing;
    return html`<div class="demo" role="group" aria-label=${words().logins}>
      <p><small>${words().hint}</small></p>
      ${LOGINS.map(
        ({ email, who }) =>
          html`<button type="button" @click=${() => this.onChoose(email, PASSWORD)}>
            ${words()[who]}<br /><small>${email}</small>
          </button>`,
      )}
    </div>`;
  }
}
