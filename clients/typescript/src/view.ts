import type { LiveEvent } from "./frames.js";
import type { StateHandlers } from "./handlers.js";
import type { Contact, Conversation, Person, Position } from "./model.js";

/** What `GET /v1/conversations` answers about one department, all pages together. */
export interface QueueSnapshot {
  readonly data: readonly Conversation[];
  readonly feed: Position;
}

export interface QueueViewOptions {
  /** Which conversations are shown: all, if not given. What is loaded should be filtered alike. */
  keep?(conversation: Conversation): boolean;
  /** After each change. */
  changed?(): void;
}

/** What one feed says: its rows, and the versions at which the latest ones left it. */
interface Feed {
  readonly rows: Map<string, Conversation>;
  readonly gone: Map<string, number>;
}

/** They spare the eye a row that comes back for a moment; what is shown in the end does not depend on them. */
const MOST_GONE = 1_000;

/**
 * The conversations of several departments as one list, right whatever the order in which their feeds arrive.
 *
 * Each feed's rows are kept apart, where that feed's own order makes them right. A conversation on its way from one to
 * another may be in both, or in one that has not heard yet that it left: the row with the highest `version` is shown,
 * and none that is older than its leaving.
 */
export class QueueView {
  readonly #options: QueueViewOptions;
  readonly #feeds = new Map<string, Feed>();
  readonly #shown = new Map<string, Conversation>();

  constructor(options: QueueViewOptions = {}) {
    this.#options = options;
  }

  /** What is shown, in no order. */
  rows(): Conversation[] {
    return [...this.#shown.values()];
  }

  get(id: string): Conversation | undefined {
    return this.#shown.get(id);
  }

  /** For `ProsaLive.subscribe(department, …)`: shows what the department has for as long as there is a right to it. */
  follow(department: string, load: StateHandlers<QueueSnapshot>["load"]): StateHandlers<QueueSnapshot> {
    return {
      load,
      reset: (snapshot) => this.reset(department, snapshot.data),
      apply: (event) => this.apply(department, event),
      ended: () => this.drop(department),
    };
  }

  /** These are the department's, and no others. */
  reset(department: string, conversations: readonly Conversation[]): void {
    const before = this.#feeds.get(department);
    const feed: Feed = { rows: new Map(), gone: new Map() };
    this.#feeds.set(department, feed);
    for (const conversation of conversations) this.#put(feed, conversation);
    this.#settle([...(before?.rows.keys() ?? []), ...(before?.gone.keys() ?? []), ...feed.rows.keys()]);
  }

  /** Nothing of the department is shown any more. */
  drop(department: string): void {
    const before = this.#feeds.get(department);
    this.#feeds.delete(department);
    if (before) this.#settle([...before.rows.keys(), ...before.gone.keys()]);
  }

  /** An event of the department's feed, in its order. */
  apply(department: string, event: LiveEvent): void {
    const feed = this.#feeds.get(department) ?? { rows: new Map(), gone: new Map() };
    this.#feeds.set(department, feed);
    switch (event.type) {
      case "conversation.removed":
        return this.#remove(feed, event.data.conversationId, event.data.version);
      case "contact.updated":
        return this.#rename(feed, (row) => withContact(row, event.data.contact));
      case "agent.updated":
        return this.#rename(feed, (row) => withAssignee(row, event.data.agent));
      case "agent.added":
      case "agent.removed":
      case "department.deleted":
        return;
      default:
        this.#put(feed, event.data.conversation);
        this.#settle([event.data.conversation.id]);
    }
  }

  /** A page that was read late may be ahead of the events. */
  #put(feed: Feed, row: Conversation): void {
    if ((feed.rows.get(row.id)?.version ?? 0) >= row.version) return;
    feed.rows.delete(row.id);
    feed.gone.delete(row.id);
    if (this.#options.keep?.(row) ?? true) feed.rows.set(row.id, row);
    else leave(feed, row.id, row.version);
  }

  #remove(feed: Feed, id: string, version: number): void {
    if ((feed.rows.get(id)?.version ?? 0) >= version) return;
    feed.rows.delete(id);
    leave(feed, id, version);
    this.#settle([id]);
  }

  /** Closed conversations keep the names of their time. */
  #rename(feed: Feed, renamed: (row: Conversation) => Conversation): void {
    const changed: string[] = [];
    for (const row of feed.rows.values()) {
      const now = row.status === "CLOSED" ? row : renamed(row);
      if (now !== row) {
        feed.rows.set(row.id, now);
        changed.push(row.id);
      }
    }
    this.#settle(changed);
  }

  #settle(ids: readonly string[]): void {
    for (const id of ids) {
      const row = this.#latest(id);
      if (row) this.#shown.set(id, row);
      else this.#shown.delete(id);
    }
    if (ids.length > 0) this.#options.changed?.();
  }

  #latest(id: string): Conversation | undefined {
    let latest: Conversation | undefined;
    let gone = 0;
    for (const feed of this.#feeds.values()) {
      const row = feed.rows.get(id);
      if (row && row.version > (latest?.version ?? 0)) latest = row;
      gone = Math.max(gone, feed.gone.get(id) ?? 0);
    }
    return latest && latest.version > gone ? latest : undefined;
  }
}

function leave(feed: Feed, id: string, version: number): void {
  feed.gone.delete(id);
  feed.gone.set(id, version);
  const [oldest] = feed.gone.keys();
  if (feed.gone.size > MOST_GONE && oldest !== undefined) feed.gone.delete(oldest);
}

function withContact(row: Conversation, contact: Contact): Conversation {
  return row.contact.id === contact.id ? { ...row, contact } : row;
}

function withAssignee(row: Conversation, agent: Person): Conversation {
  return row.assignedTo?.id === agent.id ? { ...row, assignedTo: agent } : row;
}
