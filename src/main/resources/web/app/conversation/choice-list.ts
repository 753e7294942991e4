import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { inLanguages } from "../base/language.js";
import { plain } from "../base/plain.js";
import { View } from "../base/view.js";

const words = inLanguages({
  en: { filter: "Filter", nobody: "Nobody by that name." },
  pt: { filter: "Filtrar", nobody: "Ninguém com esse nome." },
});

export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** A form field: one option of a long list that can be filtered by name. */
@customElement("prosa-choice")
export class ChoiceList extends View {
  /** The name of the form field. */
  @property() name = "";
  @property() legend = "";
  @property({ attribute: false }) choices: readonly Choice[] = [];
  @property({ attribute: false }) chosen: string | undefined;
  @state() private filter = "";

  /** Sets the focus itself because the dialog opened before this field was rendered. */
  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>("input[type=search]")!.focus();
  }

  override render() {
    const found = this.choices.filter(({ name }) => plain(name).includes(plain(this.filter)));
    return html`<fieldset class="choice">
      <legend>${this.legend}</legend>
      <input
        type="search"
        aria-label=${words().filter}
        placeholder=${words().filter}
        @input=${(event: Event) => (this.filter = (event.target as HTMLInputElement).value)}
        @keydown=${this.#pressed}
      />
      <div class="choices">
        ${found.map(
          ({ id, name }) => html`<label class="check">
            <input
              type="radio"
              name=${this.name}
              value=${id}
              .checked=${id === this.chosen}
              @change=${() => (this.chosen = id)}
            />
            <span>${name}</span>
          </label>`,
        )}
        ${found.length === 0 ? html`<p class="empty">${words().nobody}</p>` : nothing}
      </div>
    </fieldset>`;
  }

  /** Arrow down moves into the list. Enter chooses the only option that is left. */
  readonly #pressed = (event: KeyboardEvent) => {
    const radios = [...this.querySelectorAll<HTMLInputElement>("input[type=radio]")];
    if (event.key === "ArrowDown") {
      event.preventDefault();
      radios[0]?.focus();
    } else if (event.key === "Enter" && radios.length === 1 && this.filter !== "") {
      // the form is submitted with this option
      radios[0]!.checked = true;
      this.chosen = radios[0]!.value;
    }
  };
}
