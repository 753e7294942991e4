import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import type { Message } from "prosa-live";
import { inLanguages, language } from "../base/language.js";
import { errorMessage } from "../base/problem.js";
import { StoreController } from "../base/store.js";
import { day, longDay } from "../base/time.js";
import { View } from "../base/view.js";
import type { Desk } from "../desk/desk.js";
import { messageView, unsentView } from "./message-view.js";
import { ScrollAnchor } from "./scroll-anchor.js";
import { ReadMarker } from "./read-marker.js";
import type { Thread } from "./thread.js";

const words = inLanguages({
  en: {
    messages: "Messages",
    unread: "Unread",
    fresh: "New messages",
    older: "Loading older messages",
    retry: "Try again",
    empty: "No messages yet.",
  },
  pt: {
    messages: "Mensagens",
    unread: "Não lidas",
    fresh: "Novas mensagens",
    older: "Carregando mensagens anteriores",
    retry: "Tentar de novo",
    empty: "Sem mensagens ainda.",
  },
});

const NEAR_THE_TOP_PX = 600;

/** The messages of a conversation, the latest at the end. At the end it follows new messages. */
@customElement("prosa-messages")
export class MessageList extends View {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) thread!: Thread;
  /** Whether the details cover the messages. */
  @property({ attribute: false }) covered = false;
  @state() private fresh = false;
  readonly #scroll = new ScrollAnchor(() => this.#scrolled());
  readonly #readMarker = new ReadMarker(this, () => this.#scroll.lastVisibleSeq());
  #grouped: { readonly of: readonly Message[]; readonly days: readonly (readonly Message[])[] } | undefined;
  #lastSeen = 0;
  #unsent = 0;

  constructor() {
    super();
    new StoreController(this, () => [this.desk.sendQueue, this.desk.directory]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#scroll.stop();
  }

  override render() {
    const { loadingOlder } = this.thread;
    const firstUnread = this.#firstUnread();
    return html`
      <div class="messages" role="log" aria-label=${words().messages} aria-busy=${loadingOlder ? "true" : "false"} tabindex="0">
        <div class="message-stack">
          ${this.#top()} ${repeat(this.#days(), ([first]) => day(first!.createdAt), (of) => this.#day(of, firstUnread))}
          ${this.#unsentReplies()}
        </div>
      </div>
      ${this.fresh
        ? html`<button class="fresh primary" @click=${this.#toEnd}>↓ ${words().fresh}</button>`
        : nothing}
    `;
  }

  #top() {
    const { loadingOlder, olderFailed, messages } = this.thread;
    if (loadingOlder) return html`<p class="visually-hidden">${words().older}</p><div class="skeleton message" aria-hidden="true"></div>`;
    if (olderFailed)
      return html`<p class="empty" role="alert">
        ${errorMessage(olderFailed)} <button @click=${() => void this.thread.older()}>${words().retry}</button>
      </p>`;
    return messages.length === 0 ? html`<p class="empty">${words().empty}</p>` : nothing;
  }

  #day(messages: readonly Message[], firstUnread: number | undefined) {
    const { createdAt } = messages[0]!;
    return html`<h2 class="day"><time datetime=${createdAt}>${longDay(createdAt)}</time></h2>
      ${repeat(
        messages,
        ({ seq }) => seq,
        (message, index) => html`
          ${message.seq === firstUnread
            ? html`<p class="unread-from" role="separator" aria-label=${words().unread}>${words().unread}</p>`
            : nothing}
          ${this.#message(message, messages[index - 1])}
        `,
      )}`;
  }

  #message(message: Message, before: Message | undefined) {
    return guard([message, before, language.now], () => messageView(message, before, this.desk.me.id));
  }

  #firstUnread(): number | undefined {
    const { unreadAfter, messages } = this.thread;
    if (unreadAfter === undefined) return undefined;
    const first = messages.find(({ seq, direction }) => seq > unreadAfter && direction === "INBOUND");
    // without the messages before it, it may not be the first unread one
    return first && messages[0]!.seq <= unreadAfter + 1 ? first.seq : undefined;
  }

  #days(): readonly (readonly Message[])[] {
    const { messages } = this.thread;
    if (this.#grouped?.of !== messages) this.#grouped = { of: messages, days: days(messages) };
    return this.#grouped.days;
  }

  #unsentReplies() {
    const { sendQueue } = this.desk;
    return repeat(
      sendQueue.of(this.thread.id),
      ({ key }) => key,
      (one) => {
        const retry = () => this.#focusAndRun(() => sendQueue.retry(one));
        const discard = () => this.#focusAndRun(() => sendQueue.discard(one));
        return unsentView(one, retry, discard);
      },
    );
  }

  /** Moves the focus first because the clicked button will be removed. */
  #focusAndRun(what: () => void): void {
    this.querySelector<HTMLElement>(".messages")!.focus({ preventScroll: true });
    what();
  }

  readonly #toEnd = () => this.#focusAndRun(() => this.#scroll.toEnd());

  protected override firstUpdated(): void {
    const log = this.querySelector<HTMLElement>(".messages")!;
    this.#scroll.start(log, this.querySelector(".unread-from"));
    this.#lastSeen = this.thread.messages.at(-1)?.seq ?? 0;
  }

  protected override willUpdate(): void {
    this.#scroll.remember();
  }

  protected override updated(): void {
    const unsent = this.desk.sendQueue.of(this.thread.id).length;
    // show the agent the reply that was just written
    if (unsent > this.#unsent) this.#scroll.toEnd();
    else this.#scroll.restore();
    this.#unsent = unsent;
    this.#scrolled();
  }

  readonly #scrolled = () => {
    const last = this.thread.messages.at(-1)?.seq ?? 0;
    if (this.#scroll.atEnd) this.#lastSeen = last;
    this.fresh = last > this.#lastSeen;
    if (this.#scroll.fromTop < NEAR_THE_TOP_PX && !this.thread.olderFailed) void this.thread.older();
    this.#readMarker.check();
  };
}

/** Groups messages by day. A message from a clock that was slightly ahead does not start a second group. */
function days(messages: readonly Message[]): Message[][] {
  const all: Message[][] = [];
  for (const message of messages) {
    const today = all.at(-1);
    const first = today?.[0]!.createdAt ?? "";
    if (today && (message.createdAt <= first || day(first) === day(message.createdAt))) today.push(message);
    else all.push([message]);
  }
  return all;
}
