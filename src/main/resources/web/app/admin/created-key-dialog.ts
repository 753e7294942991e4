import { html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Dialog } from "../base/dialog.js";
import { inLanguages } from "../base/language.js";

const words = inLanguages({
  en: {
    heading: "API key created",
    once: "Keep it in a safe place now: it is not shown again.",
    key: "API key",
    copy: "Copy",
    copied: "Copied.",
    byHand: "This browser does not let the page copy. The key is selected: copy it with Ctrl+C.",
  },
  pt: {
    heading: "Chave de API criada",
    once: "Guarde-a agora em lugar seguro: ela não será mostrada de novo.",
    key: "Chave de API",
    copy: "Copiar",
    copied: "Copiada.",
    byHand: "Este navegador não deixa a página copiar. A chave está selecionada: copie com Ctrl+C.",
  },
});

/** Shows a new API key. It cannot be shown again. */
@customElement("prosa-created-key-dialog")
export class CreatedKeyDialog extends Dialog {
  @property({ attribute: false }) key = "";
  @state() private outcome = "";

  protected heading() {
    return words().heading;
  }

  protected submit() {
    return undefined;
  }

  protected fields() {
    return html`
      <p>${words().once}</p>
      <div class="key">
        <label>${words().key} <input readonly autofocus spellcheck="false" autocomplete="off" .value=${this.key} /></label>
        <button type="button" class="primary" @click=${this.#copy}>${words().copy}</button>
      </div>
      <p role="status">${this.outcome}</p>
    `;
  }

  readonly #copy = async () => {
    try {
      // the clipboard is not available without HTTPS
      await navigator.clipboard.writeText(this.key);
      this.outcome = words().copied;
    } catch {
      this.querySelector("input")!.select();
      this.outcome = words().byHand;
    }
  };
}
