import { type TemplateResult, html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { Problem, errorMessage } from "./problem.js";
import { inLanguages } from "./language.js";
import { View } from "./view.js";

const words = inLanguages({
  en: { cancel: "Cancel", close: "Close" },
  pt: { cancel: "Cancelar", close: "Fechar" },
});

/**
 * A form in a modal dialog. It opens when it is added to the page and removes itself when it is submitted or cancelled.
 * The browser then returns the focus to the element that had it before.
 */
export abstract class Dialog extends View {
  @state() private busy = false;
  @state() private refusal = "";
  /** Called after the dialog has closed, submitted or not. */
  @property({ attribute: false }) onClose: (() => void) | undefined;

  protected abstract heading(): string;
  /** The form's fields. */
  protected abstract fields(): TemplateResult;
  /** The label of the submit button; undefined if the dialog only shows something. */
  protected abstract submit(): string | undefined;
  /** Handles the submitted form. If it throws, the dialog shows the error and stays open. */
  protected async answer(_data: FormData): Promise<void> {}

  protected override firstUpdated(): void {
    const dialog = this.querySelector("dialog")!;
    dialog.showModal();
    dialog.querySelector<HTMLElement>("[autofocus]")?.focus();
  }

  override render() {
    return html`<dialog aria-labelledby="dialog-heading" @close=${this.#closed}>
      <form @submit=${this.#submitted} novalidate>
        <h2 id="dialog-heading">${this.heading()}</h2>
        ${this.fields()}
        ${this.refusal ? html`<p class="refusal" role="alert">${this.refusal}</p>` : nothing}
        <footer class="actions">
          <button type="button" @click=${() => this.dismiss()}>
            ${this.submit() === undefined ? words().close : words().cancel}
          </button>
          ${this.submit() === undefined
            ? nothing
            : html`<button class="primary" ?disabled=${this.busy}>${this.submit()}</button>`}
        </footer>
      </form>
    </dialog>`;
  }

  protected dismiss(): void {
    this.querySelector("dialog")?.close();
  }

  readonly #closed = () => {
    this.remove();
    this.onClose?.();
  };

  readonly #submitted = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (this.busy || !form.reportValidity()) return;
    this.busy = true;
    this.refusal = "";
    try {
      await this.answer(new FormData(form));
      this.dismiss();
    } catch (cause) {
      if (!(cause instanceof Problem)) console.error(cause);
      this.refusal = errorMessage(cause);
    } finally {
      this.busy = false;
    }
  };
}

/** Opens a dialog after setting its properties. */
export function openDialog<D extends Dialog>(dialog: D, properties: Partial<D> = {}): void {
  document.body.append(Object.assign(dialog, properties));
}
