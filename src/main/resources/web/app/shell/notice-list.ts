import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { inLanguages } from "../base/language.js";
import { notices } from "../base/notice.js";
import { StoreController } from "../base/store.js";
import { View } from "../base/view.js";

const words = inLanguages({ en: { dismiss: "Dismiss" }, pt: { dismiss: "Dispensar" } });

@customElement("prosa-notices")
export class NoticeList extends View {
  constructor() {
    super();
    new StoreController(this, () => [notices]);
  }

  override render() {
    return html`<div class="notices" role="status">
      ${notices.all.map(
        (notice) =>
          html`<div class="notice ${notice.kind}">
            <span>${notice.text}</span>
            <button class="quiet" aria-label=${words().dismiss} @click=${() => notices.dismiss(notice)}>✕</button>
          </div>`,
      )}
    </div>`;
  }
}
