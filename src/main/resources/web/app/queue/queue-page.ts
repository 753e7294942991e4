import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Conversation } from "prosa-live";
import { openDialog } from "../base/dialog.js";
import { Shortcuts } from "../base/keys.js";
import { inLanguages } from "../base/language.js";
import { errorMessage } from "../base/problem.js";
import { route } from "../base/route.js";
import { StoreController } from "../base/store.js";
import { View } from "../base/view.js";
import { StartDialog } from "../conversation/start-dialog.js";
import type { Desk } from "../desk/desk.js";
import { ClosedConversations } from "./closed-conversations.js";
import type { QueueList } from "./queue-list.js";
import { type Selection, select, selection } from "./selection.js";
import "../conversation/conversation-pane.js";
import "./department-nav.js";
import "./queue-filters.js";
import "./queue-list.js";
import "./queue-tabs.js";
import "./queue.css";

const words = inLanguages({
  en: {
    queue: "Queue",
    loading: "Loading the conversations",
    empty: {
      waiting: "Nobody is waiting.",
      mine: "You hold no conversation. Take one of those that wait.",
      open: "No conversation is open.",
      closed: "No conversation has been closed yet.",
    },
    filtered: "No conversation here passes the filters.",
    unfilter: "Show all",
    retry: "Try again",
    start: "New conversation",
    pick: "Choose a conversation to read and answer it.",
    next: "Next conversation",
    previous: "Previous conversation",
  },
  pt: {
    queue: "Fila",
    loading: "Carregando as conversas",
    empty: {
      waiting: "Ninguém está esperando.",
      mine: "Nenhuma conversa é sua. Assuma uma das que esperam.",
      open: "Nenhuma conversa aberta.",
      closed: "Nenhuma conversa foi encerrada ainda.",
    },
    filtered: "Nenhuma conversa daqui passa pelos filtros.",
    unfilter: "Mostrar todas",
    retry: "Tentar de novo",
    start: "Nova conversa",
    pick: "Escolha uma conversa para ler e responder.",
    next: "Próxima conversa",
    previous: "Conversa anterior",
  },
});

/** The queue and, beside it, the open conversation. */
@customElement("prosa-queue")
export class QueuePage extends View {
  @property({ attribute: false }) desk!: Desk;
  #closed: { readonly list: ClosedConversations; readonly of: string } | undefined;
  #rows: readonly Conversation[] = [];

  constructor() {
    super();
    new StoreController(this, () => [this.desk.feeds, route]);
    new Shortcuts(this, () => [
      { key: "j", label: () => words().next, run: () => this.#step(1) },
      { key: "k", label: () => words().previous, run: () => this.#step(-1) },
      { key: "n", label: () => words().start, run: () => this.#start() },
    ]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#closed?.list.stop();
    this.#closed = undefined;
  }

  override render() {
    const selected = selection();
    const open = route.get("conversation");
    const closed = this.#closedOf(selected);
    this.#rows = closed ? closed.rows : select(this.desk.feeds.conversations, selected, this.desk.me.id);
    return html`<div class="queue-page ${open ? "with-conversation" : ""}">
      <h1 id="queue-heading" class="visually-hidden">${words().queue}</h1>
      <div class="rail">
        <prosa-departments .desk=${this.desk}></prosa-departments>
        <button class="start" @click=${() => this.#start()}><span aria-hidden="true">+ </span><span>${words().start}</span></button>
      </div>
      <section class="queue" aria-labelledby="queue-heading">
        <prosa-queue-tabs .desk=${this.desk}></prosa-queue-tabs>
        <prosa-queue-filters .desk=${this.desk}></prosa-queue-filters>
        <div id="queue-panel" role="tabpanel" aria-labelledby="tab-${selected.tab}">
          ${this.#list(selected, closed)}
        </div>
      </section>
      ${open
        ? html`<prosa-conversation .desk=${this.desk} .conversationId=${open}></prosa-conversation>`
        : html`<p class="pick">${words().pick}</p>`}
    </div>`;
  }

  #list(selected: Selection, closed: ClosedConversations | undefined) {
    const loaded = closed ? closed.loaded : this.desk.feeds.loaded(selected.department);
    // after a failure only the user requests the next page again, not each update of the view
    const failed = closed?.failed ? this.#retry(closed) : "";
    if (this.#rows.length === 0) return failed || (loaded ? this.#empty(selected) : skeleton());
    return html`<prosa-queue-list
        .desk=${this.desk}
        .rows=${this.#rows}
        .more=${closed && !closed.failed ? () => void closed.more() : undefined}
      ></prosa-queue-list>
      ${failed}`;
  }

  #empty(selected: Selection) {
    const { channel, agent, unread, search } = selected;
    if (!channel && !agent && !unread && !search) return html`<p class="empty">${words().empty[selected.tab]}</p>`;
    const all = route.with({ channel: undefined, agent: undefined, unread: undefined, search: undefined });
    return html`<p class="empty">${words().filtered} <a href=${all}>${words().unfilter}</a></p>`;
  }

  #retry(closed: ClosedConversations) {
    return html`<p class="empty" role="alert">
      ${errorMessage(closed.failed)} <button @click=${() => void closed.more()}>${words().retry}</button>
    </p>`;
  }

  /** The closed conversations of this selection; undefined on the other tabs. */
  #closedOf(selected: Selection): ClosedConversations | undefined {
    const of = selected.tab === "closed" ? JSON.stringify(selected) : undefined;
    if (of === this.#closed?.of) return this.#closed?.list;
    this.#closed?.list.stop();
    this.#closed = of === undefined ? undefined : { of, list: new ClosedConversations(this.desk.api, this.desk.feeds, selected) };
    this.#closed?.list.subscribe(() => this.requestUpdate());
    return this.#closed?.list;
  }

  /** Opens the conversation so many rows below the current one. */
  #step(by: number): void {
    const at = this.#rows.findIndex(({ id }) => id === route.get("conversation"));
    const next = at < 0 ? (by > 0 ? 0 : this.#rows.length - 1) : at + by;
    const row = this.#rows[next];
    if (row === undefined) return;
    route.replace(route.with({ conversation: row.id }));
    void this.querySelector<QueueList>("prosa-queue-list")?.focusOn(next);
  }

  #start(): void {
    openDialog(new StartDialog(), { desk: this.desk });
  }
}

function skeleton() {
  return html`<div class="skeletons" role="status">
    <span class="visually-hidden">${words().loading}</span>
    ${Array.from({ length: 6 }, () => html`<div class="skeleton row" aria-hidden="true"></div>`)}
  </div>`;
}
