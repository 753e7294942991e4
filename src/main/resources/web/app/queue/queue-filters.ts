import { html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Shortcuts } from "../base/keys.js";
import { inLanguages } from "../base/language.js";
import { route } from "../base/route.js";
import { StoreController } from "../base/store.js";
import { View } from "../base/view.js";
import type { Desk } from "../desk/desk.js";
import { selection } from "./selection.js";

const words = inLanguages({
  en: {
    search: "Search",
    placeholder: "Name or phone",
    filters: "Filters",
    channel: "Channel",
    agent: "Agent",
    any: "Any",
    nobody: "Nobody",
    unread: "Unread only",
    sort: "Sort by",
    recent: "Last activity",
    waiting: "Longest waiting",
  },
  pt: {
    search: "Buscar",
    placeholder: "Nome ou telefone",
    filters: "Filtros",
    channel: "Canal",
    agent: "Atendente",
    any: "Qualquer",
    nobody: "Ninguém",
    unread: "Só não lidas",
    sort: "Ordenar por",
    recent: "Última atividade",
    waiting: "Maior espera",
  },
});

interface Choice {
  readonly id: string;
  readonly name: string;
}

/** Search, filters and sort order; they are stored in the URL. */
@customElement("prosa-queue-filters")
export class QueueFilters extends View {
  @property({ attribute: false }) desk!: Desk;
  @state() private open = ["channel", "agent", "unread", "sort"].some((one) => route.get(one) !== undefined);

  constructor() {
    super();
    new StoreController(this, () => [this.desk.directory, route]);
    new Shortcuts(this, () => [
      { key: "/", label: () => words().search, run: () => this.querySelector<HTMLElement>("input[type=search]")!.focus() },
    ]);
  }

  override render() {
    return html`<div class="filters" role="search">
      <input
        type="search"
        aria-label=${words().search}
        placeholder=${words().placeholder}
        .value=${selection().search}
        @input=${(event: Event) => this.#set("search", (event.target as HTMLInputElement).value)}
      />
      <button
        class="quiet"
        aria-expanded=${this.open ? "true" : "false"}
        aria-controls="queue-filters"
        @click=${() => (this.open = !this.open)}
      >
        ${words().filters}
      </button>
      <div id="queue-filters" class="more" ?hidden=${!this.open}>${this.#more()}</div>
    </div>`;
  }

  #more() {
    const { channel, agent, unread, sort, tab } = selection();
    const { channels, agents } = this.desk.directory;
    return html`
      ${this.#select("channel", words().channel, channel, [{ id: "", name: words().any }, ...channels])}
      ${this.#select("agent", words().agent, agent, [
        { id: "", name: words().any },
        { id: "none", name: words().nobody },
        ...agents,
      ])}
      ${tab === "closed"
        ? ""
        : html`${this.#select("sort", words().sort, sort, [
              { id: "recent", name: words().recent },
              { id: "waiting", name: words().waiting },
            ])}
            <label class="check">
              <input
                type="checkbox"
                .checked=${unread}
                @change=${(event: Event) => this.#set("unread", (event.target as HTMLInputElement).checked ? "yes" : "")}
              />
              <span>${words().unread}</span>
            </label>`}
    `;
  }

  #select(parameter: string, label: string, value: string | undefined, choices: readonly Choice[]) {
    return html`<label>${label}
      <select @change=${(event: Event) => this.#set(parameter, (event.target as HTMLSelectElement).value)}>
        ${choices.map(({ id, name }) => html`<option value=${id} .selected=${id === (value ?? "")}>${name}</option>`)}
      </select>
    </label>`;
  }

  #set(parameter: string, value: string): void {
    route.replace(route.with({ [parameter]: value }));
  }
}
