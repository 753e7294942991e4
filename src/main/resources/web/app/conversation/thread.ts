import type { Conversation, LiveEvent, Message } from "prosa-live";
import { Problem, Unreachable } from "../base/problem.js";
import { Store } from "../base/store.js";
import type { Desk } from "../desk/desk.js";
import { MessageWindow } from "./message-window.js";

const PAGE = 50;
const MAX_PAGE = 500;

/** One conversation and its messages: loaded from the service and kept up to date by live push. */
export class Thread extends Store {
  readonly id: string;
  readonly #desk: Desk;
  readonly #messages = new MessageWindow();
  readonly #abort = new AbortController();
  readonly #stops: (() => void)[];
  #conversation: Conversation | undefined;
  #loaded = false;
  #filling = false;
  #queueRow: "present" | "absent" | "unknown" = "unknown";
  #revoked: { readonly to: string | null } | undefined;
  /** The error of the first load, if it failed. */
  failed: unknown;
  loadingOlder = false;
  olderFailed: unknown;
  /** The last read message when the thread was opened; undefined if nothing was unread. */
  unreadAfter: number | undefined;

  constructor(desk: Desk, id: string) {
    super();
    this.id = id;
    this.#desk = desk;
    this.#stops = [
      desk.feeds.subscribe(() => {
        if (this.failed instanceof Unreachable && desk.feeds.live) void this.load();
        this.#checkQueueRow();
      }),
      desk.feeds.listen({
        event: (_department, event) => this.#event(event),
        missed: () => void this.#reload(),
        departments: () => this.#loaded && void this.refresh(),
      }),
      desk.sendQueue.listen({ sent: (message) => message.conversationId === id && this.#add([message]) }),
    ];
    void this.load();
  }

  stop(): void {
    this.#abort.abort();
    for (const stop of this.#stops) stop();
  }

  get conversation(): Conversation | undefined {
    return this.#conversation;
  }

  /** Whether the messages are loaded. */
  get loaded(): boolean {
    return this.#loaded;
  }

  get messages(): readonly Message[] {
    return this.#messages.all;
  }

  /** Whether there are older messages to load. */
  get hasOlder(): boolean {
    return this.#messages.first > 1;
  }

  /** Set when the agent cannot view it any more; `to` is its new department, null if that is not known. */
  get revoked(): { readonly to: string | null } | undefined {
    return this.#revoked;
  }

  /** Whether commands are possible. */
  get active(): boolean {
    return this.#conversation !== undefined && this.#conversation.status !== "CLOSED" && !this.#revoked;
  }

  async load(): Promise<void> {
    this.failed = undefined;
    this.#checkQueueRow();
    this.changed();
    try {
      const [conversation, page] = await Promise.all([this.#get<Conversation>(""), this.#page(`limit=${this.#firstPageSize()}`)]);
      if (conversation.unreadCount > 0) this.unreadAfter = conversation.lastReadSeq;
      this.#messages.reset(page);
      this.#loaded = true;
      this.update(conversation);
      this.#checkQueueRow();
    } catch (cause) {
      if (!this.#abort.signal.aborted) this.failed = cause;
    } finally {
      this.changed();
    }
  }

  /** Loads the conversation again, without its messages. */
  async refresh(): Promise<void> {
    try {
      this.update(await this.#get<Conversation>(""));
    } catch (cause) {
      if (cause instanceof Problem && cause.status === 404) this.#revoke(this.#revoked?.to ?? null);
    }
  }

  async older(): Promise<void> {
    if (this.loadingOlder || !this.#loaded || !this.hasOlder || this.#revoked) return;
    this.loadingOlder = true;
    this.olderFailed = undefined;
    this.changed();
    try {
      this.#messages.add(await this.#page(`before=${this.#messages.first}&limit=${PAGE}`));
    } catch (cause) {
      if (!this.#abort.signal.aborted) this.olderFailed = cause;
    } finally {
      this.loadingOlder = false;
      this.changed();
    }
  }

  /** Applies the result of a command or an event. A version that is older than the current one is ignored. */
  update(conversation: Conversation): void {
    if (conversation.version < (this.#conversation?.version ?? 0)) return;
    this.#conversation = conversation;
    this.#revoked = this.#canView(conversation.departmentId) ? undefined : { to: conversation.departmentId };
    this.changed();
    void this.#fill();
  }

  #event(event: LiveEvent): void {
    switch (event.type) {
      case "message.created":
        if (event.data.message.conversationId === this.id) this.#add([event.data.message]);
        break;
      case "message.status":
        if (event.data.conversation.id === this.id) this.#messages.updateStatus(event.data.seq, event.data);
        break;
      case "conversation.removed":
        if (event.data.conversationId === this.id) this.#removed(event.data.version, event.data.to.departmentId);
        return;
    }
    if ("conversation" in event.data && event.data.conversation.id === this.id) this.update(event.data.conversation);
  }

  #removed(version: number, to: string | null): void {
    if (version <= (this.#conversation?.version ?? 0)) return;
    // the feed of the new department has an event too, if the agent can view it
    if (this.#canView(to)) void this.refresh();
    else this.#revoke(to);
  }

  /** Reads the row of the queue. A row that disappears without an event may mean anything. */
  #checkQueueRow(): void {
    const row = this.#desk.feeds.get(this.id);
    const before = this.#queueRow;
    this.#queueRow = row ? "present" : this.#desk.feeds.live ? "absent" : "unknown";
    if (row && row !== this.#conversation) this.update(row);
    else if (row) void this.#fill();
    else if (this.#queueRow === "absent" && before !== "absent" && this.active) void this.refresh();
  }

  #canView(departmentId: string | null): boolean {
    const { feeds, supervises } = this.#desk;
    // before the first connection the departments are unknown, and the service answers only what can be viewed
    if (departmentId === null || supervises || feeds.departments.length === 0) return true;
    return feeds.departments.some(({ id }) => id === departmentId);
  }

  #revoke(to: string | null): void {
    if (this.#conversation === undefined) return;
    this.#revoked = { to };
    this.changed();
  }

  #add(messages: readonly Message[]): void {
    // a message that arrives before the first page is in that page, or the conversation's last seq reveals it
    if (!this.#loaded) return;
    this.#messages.add(messages);
    this.changed();
    void this.#fill();
  }

  /** Loads the messages between the last one here and the last one in the service. */
  async #fill(): Promise<void> {
    if (this.#filling || !this.#loaded || this.#revoked) return;
    this.#filling = true;
    try {
      while (this.#messages.gap || (this.#conversation?.lastMessage?.seq ?? 0) > this.#messages.last) {
        const page = await this.#page(`after=${this.#messages.last}&limit=${MAX_PAGE}`);
        if (page.length === 0) break;
        this.#messages.add(page);
        this.changed();
      }
    } catch {
      // the next change of the feeds tries again
    } finally {
      this.#filling = false;
    }
  }

  /** Loads again what missed events have changed, statuses too. */
  async #reload(): Promise<void> {
    if (this.failed) return this.load();
    if (!this.#loaded) return;
    await this.refresh();
    try {
      const limit = Math.min(MAX_PAGE, Math.max(PAGE, this.#messages.all.length));
      this.#messages.add(await this.#page(`before=${this.#messages.last + 1}&limit=${limit}`));
      this.changed();
    } catch {
      // the connection is lost again: the next resync calls this again
    }
  }

  /** The size of the first page, so that it contains the first unread message of the queue's row. */
  #firstPageSize(): number {
    const { lastMessage, lastReadSeq, unreadCount } = this.#conversation ?? { lastMessage: null, lastReadSeq: 0, unreadCount: 0 };
    if (!lastMessage || unreadCount === 0) return PAGE;
    return Math.min(MAX_PAGE, Math.max(PAGE, lastMessage.seq - lastReadSeq + PAGE));
  }

  #page(query: string): Promise<readonly Message[]> {
    return this.#get<readonly Message[]>(`/messages?${query}`);
  }

  #get<T>(path: string): Promise<T> {
    return this.#desk.api.call<T>(`/conversations/${encodeURIComponent(this.id)}${path}`, { signal: this.#abort.signal });
  }
}
