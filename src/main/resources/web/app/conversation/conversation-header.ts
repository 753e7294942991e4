import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Conversation } from "prosa-live";
import { openDialog } from "../base/dialog.js";
import { Shortcuts } from "../base/keys.js";
import { inLanguages } from "../base/language.js";
import { StoreController } from "../base/store.js";
import { View } from "../base/view.js";
import { departmentName } from "../desk/department-name.js";
import type { Desk } from "../desk/desk.js";
import { AssignDialog } from "./assign-dialog.js";
import { CloseDialog } from "./close-dialog.js";
import { Commands } from "./commands.js";
import { TransferDialog } from "./transfer-dialog.js";
import type { Thread } from "./thread.js";

const words = inLanguages({
  en: {
    back: "Back",
    commands: "Commands",
    take: "Take",
    assign: "Assign",
    transfer: "Transfer",
    giveBack: "Give back",
    close: "Close",
    markRead: "Mark read",
    details: "Details",
    status: { PENDING: "Waiting", OPEN: "Open", CLOSED: "Closed" },
    you: "held by you",
    heldBy: (name: string) => `held by ${name}`,
    leave: "Leave the conversation, or the reply field",
  },
  pt: {
    back: "Voltar",
    commands: "Comandos",
    take: "Assumir",
    assign: "Atribuir",
    transfer: "Transferir",
    giveBack: "Devolver",
    close: "Encerrar",
    markRead: "Marcar como lida",
    details: "Detalhes",
    status: { PENDING: "Esperando", OPEN: "Aberta", CLOSED: "Encerrada" },
    you: "com você",
    heldBy: (name) => `com ${name}`,
    leave: "Sair da conversa ou do campo de resposta",
  },
});

interface Command {
  readonly key: string;
  readonly label: () => string;
  readonly possible: boolean;
  readonly run: () => void;
}

/** The contact's name, the state of the conversation, and the commands. */
@customElement("prosa-conversation-header")
export class ConversationHeader extends View {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) thread!: Thread;
  /** Whether the details are shown. */
  @property({ attribute: false }) detailed = false;
  /** Called to show or hide the details. */
  @property({ attribute: false }) detail!: () => void;
  /** Called to go back to the list. */
  @property({ attribute: false }) leave!: () => void;
  #focused = false;

  constructor() {
    super();
    new StoreController(this, () => [this.desk.directory]);
    new Shortcuts(this, () => [
      ...this.#commands().filter(({ possible }) => possible),
      { key: "i", label: () => words().details, run: () => this.detail() },
      { key: "Escape", label: () => words().leave, run: () => this.leave() },
    ]);
  }

  protected override willUpdate(): void {
    this.#focused = this.contains(document.activeElement);
  }

  protected override updated(): void {
    // the button that was clicked is not shown any more
    if (this.#focused && !this.contains(document.activeElement)) this.#focusHeading();
  }

  override render() {
    const { conversation } = this.thread;
    return html`<header class="conversation-header">
      <button class="quiet back" aria-label=${words().back} title=${words().back} @click=${() => this.leave()}>←</button>
      <div class="title">
        <h1 id="conversation-heading" tabindex="-1">${conversation?.contact.name ?? "…"}</h1>
        ${conversation ? this.#facts(conversation) : nothing}
      </div>
      <div class="commands" role="group" aria-label=${words().commands}>
        ${this.#commands().map(({ key, label, possible, run }) =>
          possible
            ? html`<button class=${key === "t" ? "primary" : ""} title="${label()} (${key})" aria-keyshortcuts=${key} @click=${run}>${label()}</button>`
            : nothing,
        )}
      </div>
      <button
        class="details-button"
        aria-expanded=${this.detailed ? "true" : "false"}
        aria-keyshortcuts="i"
        title="${words().details} (i)"
        @click=${() => this.detail()}
      >
        ${words().details}
      </button>
    </header>`;
  }

  #facts({ status, channelId, departmentId, assignedTo }: Conversation) {
    const { directory, me } = this.desk;
    const assignee = assignedTo && status !== "CLOSED" && (assignedTo.id === me.id ? words().you : words().heldBy(assignedTo.name));
    return html`<p class="facts">
      <span class="status ${status.toLowerCase()}">${words().status[status]}</span>
      ${[assignee, departmentName(this.desk, departmentId), directory.channel(channelId)?.name].map((one) =>
        one ? html`<span>${one}</span>` : nothing,
      )}
    </p>`;
  }

  #commands(): Command[] {
    const { desk, thread } = this;
    const commands = new Commands(desk, thread);
    const { active } = thread;
    const onClose = () => document.activeElement === document.body && this.#focusHeading();
    return [
      { key: "t", label: () => words().take, possible: commands.canTake, run: () => void commands.take() },
      { key: "a", label: () => words().assign, possible: active, run: () => openDialog(new AssignDialog(), { desk, thread, commands, onClose }) },
      { key: "x", label: () => words().transfer, possible: active, run: () => openDialog(new TransferDialog(), { desk, thread, commands, onClose }) },
      { key: "g", label: () => words().giveBack, possible: commands.canGiveBack, run: () => void commands.giveBack() },
      { key: "e", label: () => words().close, possible: active, run: () => openDialog(new CloseDialog(), { commands, onClose }) },
      { key: "m", label: () => words().markRead, possible: commands.canMarkRead, run: () => void commands.markRead() },
    ];
  }

  #focusHeading(): void {
    this.querySelector<HTMLElement>("h1")!.focus();
  }
}
