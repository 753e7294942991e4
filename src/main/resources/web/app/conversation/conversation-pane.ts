import { type PropertyValues, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { Shortcuts } from "../base/keys.js";
import { inLanguages } from "../base/language.js";
import { errorMessage } from "../base/problem.js";
import { route } from "../base/route.js";
import { storage } from "../base/storage.js";
import { StoreController } from "../base/store.js";
import { View } from "../base/view.js";
import type { Desk } from "../desk/desk.js";
import type { Composer } from "./composer.js";
import { conversationFooter } from "./conversation-footer.js";
import { Thread } from "./thread.js";
import "./conversation-header.js";
import "./conversation.css";
import "./details.js";
import "./message-list.js";

const words = inLanguages({
  en: {
    loading: "Loading the conversation",
    retry: "Try again",
    reply: "Reply",
  },
  pt: {
    loading: "Carregando a conversa",
    retry: "Tentar de novo",
    reply: "Responder",
  },
});

const NARROW = matchMedia("(max-width: 1180px)");
const ALONE = matchMedia("(max-width: 760px)");

/** One conversation with its header, messages, composer and details. */
@customElement("prosa-conversation")
export class ConversationPane extends View {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) conversationId!: string;
  @state() private detailed = !NARROW.matches && storage.get("details") !== "hidden";
  #thread: Thread | undefined;

  constructor() {
    super();
    new StoreController(this, () => [this.desk.directory]);
    new Shortcuts(this, () =>
      this.#thread?.active ? [{ key: "r", label: () => words().reply, run: () => this.#composer?.focus() }] : [],
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate("conversationId");
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#thread?.stop();
    this.#thread = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.#thread && !changed.has("conversationId") && !changed.has("desk")) return;
    this.#thread?.stop();
    const thread = new Thread(this.desk, this.conversationId);
    thread.subscribe(() => this.#thread === thread && this.#redraw());
    this.#thread = thread;
    if (NARROW.matches) this.detailed = false;
  }

  protected override updated(changed: PropertyValues): void {
    // the element that had the focus is not on the page any more
    const lost = changed.get("conversationId") !== undefined && document.activeElement === document.body;
    if (changed.has("conversationId") && (ALONE.matches || lost)) this.#focus("#conversation-heading");
    if (changed.get("detailed") === undefined) return;
    if (this.detailed && NARROW.matches) this.#focus(".details .hide");
    else if (document.activeElement === document.body) this.#focus(".details-button");
  }

  override render() {
    const thread = this.#thread!;
    return html`<section class="conversation ${this.detailed ? "detailed" : ""}" aria-labelledby="conversation-heading">
      <prosa-conversation-header
        .desk=${this.desk}
        .thread=${thread}
        .detailed=${this.detailed}
        .detail=${this.#detail}
        .leave=${this.#leave}
      ></prosa-conversation-header>
      <div class="body">
        <div class="message-pane">${keyed(thread.id, this.#messages(thread))} ${conversationFooter(this.desk, thread, this.#leaveReply)}</div>
        ${this.detailed && thread.conversation
          ? html`<prosa-details .desk=${this.desk} .thread=${thread} .hide=${this.#detail}></prosa-details>`
          : nothing}
      </div>
    </section>`;
  }

  #messages(thread: Thread) {
    if (thread.failed)
      return html`<p class="empty" role="alert">
        ${errorMessage(thread.failed)} <button @click=${() => void thread.load()}>${words().retry}</button>
      </p>`;
    if (!thread.loaded) return skeleton();
    return html`<prosa-messages
      .desk=${this.desk}
      .thread=${thread}
      .covered=${this.detailed && NARROW.matches}
    ></prosa-messages>`;
  }

  /** Updates the parts too: the thread's content has changed, but not the property that they have. */
  #redraw(): void {
    this.requestUpdate();
    for (const part of this.querySelectorAll<View>("prosa-conversation-header, prosa-messages, prosa-details"))
      part.requestUpdate();
  }

  get #composer(): Composer | null {
    return this.querySelector<Composer>("prosa-composer");
  }

  #focus(what: string): void {
    void Promise.resolve().then(() => this.querySelector<HTMLElement>(what)?.focus());
  }

  readonly #leaveReply = () => this.#focus(".messages");

  readonly #detail = () => {
    this.detailed = !this.detailed;
    if (!NARROW.matches) storage.set("details", this.detailed ? undefined : "hidden");
  };

  /** Hides the details if they cover the messages; otherwise goes back to the row of the list. */
  readonly #leave = () => {
    if (this.detailed && NARROW.matches) return this.#detail();
    const row = `[data-conversation="${CSS.escape(this.conversationId)}"]`;
    addEventListener("hashchange", () => setTimeout(() => document.querySelector<HTMLElement>(row)?.focus()), { once: true });
    route.go(route.with({ conversation: undefined }));
  };
}

function skeleton() {
  return html`<div class="messages" role="status">
    <span class="visually-hidden">${words().loading}</span>
    ${[60, 40, 70, 50].map((_, index) => html`<div class="skeleton message ${index % 2 ? "ours" : "theirs"}" aria-hidden="true"></div>`)}
  </div>`;
}
