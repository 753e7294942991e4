import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { inLanguages } from "../base/language.js";
import { route } from "../base/route.js";
import { StoreController } from "../base/store.js";
import { View } from "../base/view.js";
import type { Desk } from "../desk/desk.js";
import "./admin.css";
import "./agents.js";
import "./api-keys.js";
import "./channels.js";
import "./departments.js";

const words = inLanguages({
  en: {
    sections: "Administration",
    departments: "Departments",
    agents: "Agents",
    channels: "Channels",
    "api-keys": "API keys",
  },
  pt: {
    sections: "Administração",
    departments: "Departamentos",
    agents: "Atendentes",
    channels: "Canais",
    "api-keys": "Chaves de API",
  },
});

const SECTIONS = ["departments", "agents", "channels", "api-keys"] as const;

/** The administration of departments, agents, channels and API keys. */
@customElement("prosa-admin")
export class AdminPage extends View {
  @property({ attribute: false }) desk!: Desk;

  constructor() {
    super();
    new StoreController(this, () => [route]);
  }

  override render() {
    const open = SECTIONS.find((section) => section === route.path[1]) ?? "departments";
    return html`<div class="admin">
      <nav aria-label=${words().sections}>
        ${SECTIONS.map(
          (section) =>
            html`<a href="#/admin/${section}" aria-current=${section === open ? "page" : nothing}>${words()[section]}</a>`,
        )}
      </nav>
      ${this.#section(open)}
    </div>`;
  }

  #section(open: (typeof SECTIONS)[number]) {
    switch (open) {
      case "departments":
        return html`<prosa-admin-departments .desk=${this.desk}></prosa-admin-departments>`;
      case "agents":
        return html`<prosa-admin-agents .desk=${this.desk}></prosa-admin-agents>`;
      case "channels":
        return html`<prosa-admin-channels .desk=${this.desk}></prosa-admin-channels>`;
      case "api-keys":
        return html`<prosa-admin-api-keys .desk=${this.desk}></prosa-admin-api-keys>`;
    }
  }
}
