import type { LiveEvent } from "./frames.js";
import type { StateHandlers } from "./handlers.js";
import type { Contact, Conversation, Person, Position } from "./model.js";

/** All pages of `GET /v1/conversations` for one department. */
export interface QueueSnapshot {
  readonly data: readonly Conversation[];
  readonly feed: Position;
}

export interface QueueViewOptions {
  /** Which conversations are shown; the default is all. The loaded pages should have the same filter. */
  filter?(conversation: Conversation): boolean;
  /** Called after each change. */
  changed?(): void;
}

/** The state of one feed: its rows, and the versions at which conversations left it. */
interface Feed {
  readonly rows: Map<string, Conversation>;
  readonly removed: Map<string, number>;
}

/** Remembered so that a removed row does not come back for a moment; the final state does not depend on them. */
const MAX_REMOVED = 1_000;

/**
 * The conversations of several departments as one list, right whatever the order in which their feeds arrive.
 *
 * The rows of each feed are stored separately, because events are ordered within a feed only. A conversation that is
 * transferred may be in two feeds for a moment: the row with the highest `version` is shown, and no row that is older
 * than its removal.
 */
export class QueueView {
  readonly #options: QueueViewOptions;
  readonly #feeds = new Map<string, Feed>();
  readonly #shown = new Map<string, Conversation>();

  constructor(options: QueueViewOptions = {}) {
    this.#options = options;
  }

  /** The shown conversations, not sorted. */
  rows(): Conversation[] {
    return [...this.#shown.values()];
  }

  get(id: string): Conversation | undefined {
    return this.#shown.get(id);
  }

  /** Handlers for `ProsaLive.subscribe(department, …)` that show the department's conversations while there is access. */
  follow(department: string, load: StateHandlers<QueueSnapshot>["load"]): StateHandlers<QueueSnapshot> {
    return {
      load,
      reset: (snapshot) => this.reset(department, snapshot.data),
      apply: (event) => this.apply(department, event),
      ended: () => this.drop(department),
    };
  }

  /** Replaces all conversations of the department. */
  reset(department: string, conversations: readonly Conversation[]): void {
    const before = this.#feeds.get(department);
    const feed: Feed = { rows: new Map(), removed: new Map() };
    this.#feeds.set(department, feed);
    for (const conversation of conversations) this.#put(feed, conversation);
    this.#settle([...(before?.rows.keys() ?? []), ...(before?.removed.keys() ?? []), ...feed.rows.keys()]);
  }

  /** Removes all conversations of the department. */
  drop(department: string): void {
    const before = this.#feeds.get(department);
    this.#feeds.delete(department);
    if (before) this.#settle([...before.rows.keys(), ...before.removed.keys()]);
  }

  /** Applies an event of the department's feed. Call it in the feed's order. */
  apply(department: string, event: LiveEvent): void {
    const feed = this.#feeds.get(department) ?? { rows: new Map(), removed: new Map() };
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

  /** Stores a row unless the stored one is newer; a page may be newer than the events. */
  #put(feed: Feed, row: Conversation): void {
    if ((feed.rows.get(row.id)?.version ?? 0) >= row.version) return;
    feed.rows.delete(row.id);
    feed.removed.delete(row.id);
    if (this.#options.filter?.(row) ?? true) feed.rows.set(row.id, row);
    else markRemoved(feed, row.id, row.version);
  }

  #remove(feed: Feed, id: string, version: number): void {
    if ((feed.rows.get(id)?.version ?? 0) >= version) return;
    feed.rows.delete(id);
    markRemoved(feed, id, version);
    this.#settle([id]);
  }

  /** Closed conversations keep the names that they had when they were closed. */
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
    let removed = 0;
    for (const feed of this.#feeds.values()) {
      const row = feed.rows.get(id);
      if (row && row.version > (latest?.version ?? 0)) latest = row;
      removed = Math.max(removed, feed.removed.get(id) ?? 0);
    }
    return latest && latest.version > removed ? latest : undefined;
  }
}

function markRemoved(feed: Feed, id: string, version: number): void {
  feed.removed.delete(id);
  feed.removed.set(id, version);
  const [oldest] = feed.removed.keys();
  if (feed.removed.size > MAX_REMOVED && oldest !== undefined) feed.removed.delete(oldest);
}

function withContact(row: Conversation, contact: Contact): Conversation {
  return row.contact.id === contact.id ? { ...row, contact } : row;
}

function withAssignee(row: Conversation, agent: Person): Conversation {
  return row.assignedTo?.id === agent.id ? { ...row, assignedTo: agent } : row;
}
