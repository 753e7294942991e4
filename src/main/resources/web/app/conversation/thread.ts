import type { Conversation, LiveEvent, Message } from "prosa-live";
import { Store } from "../base/store.js";
import type { Desk } from "../desk/desk.js";
import { Problem, Unreachable } from "../base/problem.js";
import { MessageWindow } from "./message-window.js";

const PAGE = 50;
const MAX_PAGE = 500;

/** One conversation and its messages, as the service has them: read, and kept up to date by what is pushed. */
export class Thread extends Store {
  readonly id: string;
  readonly #desk: Desk;
  readonly #messages = new MessageWindow();
  readonly #abort = new AbortController();
  readonly #stops: (() => void)[];
  #conversation: Conversation | undefined;
  #loaded = false;
  #filling = false;
  #queueRow: "row" | "absent" | "unknown" = "unknown";
  #revoked: { readonly to: string | null } | undefined;
  /** Why it could not be read. */
  failed: unknown;
  loadingOlder = false;
  olderFailed: unknown;
  /** Up to which message it was read when it was opened; undefined: there was nothing unread. */
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

  /** Whether its messages are there. */
  get loaded(): boolean {
    return this.#loaded;
  }

  get messages(): readonly Message[] {
    return this.#messages.all;
  }

  /** Whether there are messages before those. */
  get hasOlder(): boolean {
    return this.#messages.first > 1;
  }

  /** It is no longer the agent's to see; `to` is the department that it went to, null where that is not known. */
  get revoked(): { readonly to: string | null } | undefined {
    return this.#revoked;
  }

  /** Whether commands make sense. */
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

  /** Reads the conversation again, without its messages. */
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

  /** What a command or an event says about it; what is older than what is known is passed over. */
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
    // where it has arrived says so too, if that is the agent's to see
    if (this.#canView(to)) void this.refresh();
    else this.#revoke(to);
  }

  /** The row of the queue, if it has one; that it is gone without an event may mean anything. */
  #checkQueueRow(): void {
    const row = this.#desk.feeds.get(this.id);
    const before = this.#queueRow;
    this.#queueRow = row ? "row" : this.#desk.feeds.live ? "absent" : "unknown";
    if (row && row !== this.#conversation) this.update(row);
    else if (row) void this.#fill();
    else if (this.#queueRow === "absent" && before !== "absent" && this.active) void this.refresh();
  }

  #canView(departmentId: string | null): boolean {
    const { feeds, supervises } = this.#desk;
    // before the first connection nothing is known, and only what may be seen is answered
    if (departmentId === null || supervises || feeds.departments.length === 0) return true;
    return feeds.departments.some(({ id }) => id === departmentId);
  }

  #revoke(to: string | null): void {
    if (this.#conversation === undefined) return;
    this.#revoked = { to };
    this.changed();
  }

  #add(messages: readonly Message[]): void {
    // what comes before the first page is in it, or told of by the conversation
    if (!this.#loaded) return;
    this.#messages.add(messages);
    this.changed();
    void this.#fill();
  }

  /** Reads what lies between the last message here and the last one there is. */
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
      // with the next change of the feeds it is tried again
    } finally {
      this.#filling = false;
    }
  }

  /** Events were missed, those of statuses too. */
  async #reload(): Promise<void> {
    if (this.failed) return this.load();
    if (!this.#loaded) return;
    await this.refresh();
    try {
      const limit = Math.min(MAX_PAGE, Math.max(PAGE, this.#messages.all.length));
      this.#messages.add(await this.#page(`before=${this.#messages.last + 1}&limit=${limit}`));
      this.changed();
    } catch {
      // the connection is gone again: it comes back the same way
    }
  }

  /** So many messages that it can begin at the first unread one, as far as the row of the queue tells. */
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
