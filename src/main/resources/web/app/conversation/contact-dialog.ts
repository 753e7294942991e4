import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Dialog } from "../base/dialog.js";
import { inLanguages } from "../base/language.js";
import type { Desk } from "../desk/desk.js";
import type { ContactDetails } from "./contact-store.js";

const words = inLanguages({
  en: {
    heading: "Edit contact",
    name: "Name",
    phone: "Phone",
    phoneHint: "with country code",
    email: "Email",
    tags: "Tags",
    tagsHint: "separated by commas",
    save: "Save",
  },
  pt: {
    heading: "Editar contato",
    name: "Nome",
    phone: "Telefone",
    phoneHint: "com código do país",
    email: "E-mail",
    tags: "Etiquetas",
    tagsHint: "separadas por vírgulas",
    save: "Salvar",
  },
});

@customElement("prosa-contact-dialog")
export class ContactDialog extends Dialog {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) contact!: ContactDetails;
  /** Called with the changed contact. */
  @property({ attribute: false }) changed: (contact: ContactDetails) => void = () => {};

  protected heading() {
    return words().heading;
  }

  protected submit() {
    return words().save;
  }

  protected fields() {
    const { name, phone, email, tags } = this.contact;
    return html`
      <label>${words().name}<input name="name" value=${name} maxlength="255" required autofocus autocomplete="off" /></label>
      <label>${words().phone} <small>${words().phoneHint}</small>
        <input name="phone" type="tel" value=${`+${phone}`} required autocomplete="off" />
      </label>
      <label>${words().email}<input name="email" type="email" value=${email ?? ""} maxlength="254" autocomplete="off" /></label>
      <label>${words().tags} <small>${words().tagsHint}</small>
        <input name="tags" value=${tags.join(", ")} autocomplete="off" />
      </label>
    `;
  }

  protected override async answer(data: FormData): Promise<void> {
    const said = (field: string) => String(data.get(field)).trim();
    const body = {
      name: said("name"),
      phone: digits(said("phone")),
      email: said("email") || null,
      tags: said("tags").split(",").map((tag) => tag.trim()).filter(Boolean),
    };
    this.changed(await this.desk.api.call<ContactDetails>(`/contacts/${this.contact.id}`, { method: "PUT", body }));
  }
}

/** Removes usual separators from a phone. Other characters stay, so that the service refuses them. */
export function digits(phone: string): string {
  return phone.replace(/[\s().-]/g, "");
}
