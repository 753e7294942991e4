import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Dialog } from "../base/dialog.js";
import { inLanguages } from "../base/language.js";
import { departmentName } from "../desk/department-name.js";
import type { Desk } from "../desk/desk.js";
import type { Channel, ChannelType } from "../desk/directory.js";
import { withErrorTexts } from "./error-texts.js";

const words = inLanguages({
  en: {
    newOne: "New channel",
    edit: "Edit channel",
    name: "Name",
    type: "Type",
    types: { WEBCHAT: "Web chat", WHATSAPP_WABA: "WhatsApp Business API", WHATSAPP_BAILEYS: "WhatsApp (Baileys)", GENERIC: "Other" },
    department: "Department",
    departmentWhat: "where new conversations go",
    phone: "Phone",
    phoneWhat: "8 to 15 digits, or none",
    create: "Create",
    save: "Save",
  },
  pt: {
    newOne: "Novo canal",
    edit: "Editar canal",
    name: "Nome",
    type: "Tipo",
    types: { WEBCHAT: "Chat do site", WHATSAPP_WABA: "API do WhatsApp Business", WHATSAPP_BAILEYS: "WhatsApp (Baileys)", GENERIC: "Outro" },
    department: "Departamento",
    departmentWhat: "para onde vão as novas conversas",
    phone: "Telefone",
    phoneWhat: "8 a 15 dígitos, ou nenhum",
    create: "Criar",
    save: "Salvar",
  },
});

const TYPES: readonly ChannelType[] = ["WEBCHAT", "WHATSAPP_WABA", "WHATSAPP_BAILEYS", "GENERIC"];

export function typeName(type: ChannelType): string {
  return words().types[type];
}

/** Creates or changes a channel. */
@customElement("prosa-channel-dialog")
export class ChannelDialog extends Dialog {
  @property({ attribute: false }) desk!: Desk;
  /** Undefined for a new channel. */
  @property({ attribute: false }) channel: Channel | undefined;

  protected heading() {
    return this.channel ? words().edit : words().newOne;
  }

  protected submit() {
    return this.channel ? words().save : words().create;
  }

  protected fields() {
    const { name, type = "WEBCHAT", departmentId, phone } = this.channel ?? {};
    return html`
      <label>${words().name}
        <input name="name" maxlength="255" pattern=".*\\S.*" required autofocus autocomplete="off" .value=${name ?? ""} />
      </label>
      <label>${words().type}
        <select name="type">
          ${TYPES.map((one) => html`<option value=${one} ?selected=${one === type}>${typeName(one)}</option>`)}
        </select>
      </label>
      <label>${words().department} <small>${words().departmentWhat}</small>
        <select name="departmentId">
          <option value="">${departmentName(this.desk, null)}</option>
          ${this.desk.directory.departments.map(
            (one) => html`<option value=${one.id} ?selected=${one.id === departmentId}>${one.name}</option>`,
          )}
        </select>
      </label>
      <label>${words().phone} <small>${words().phoneWhat}</small>
        <input name="phone" type="tel" pattern="\\+?[0-9]{8,15}" title=${words().phoneWhat} autocomplete="off" .value=${phone ?? ""} />
      </label>
    `;
  }

  protected override async answer(data: FormData): Promise<void> {
    const field = (name: string) => String(data.get(name)).trim();
    const body = {
      name: field("name"),
      type: field("type"),
      departmentId: field("departmentId") || null,
      phone: field("phone") || null,
    };
    const labels = { name: words().name, type: words().type, departmentId: words().department, phone: words().phone };
    await withErrorTexts({ labels }, () =>
      this.channel
        ? this.desk.api.call(`/channels/${this.channel.id}`, { method: "PUT", body })
        : this.desk.api.call("/channels", { method: "POST", body }),
    );
  }
}
