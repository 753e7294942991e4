import type { Actor, LiveEvent } from "prosa-live";
import { Store } from "../base/store.js";
import type { Page } from "../session/api.js";
import type { Desk } from "../desk/desk.js";

interface Assignment {
  readonly departmentId: string | null;
  readonly attendantId: string | null;
}

export interface HistoryEntry {
  readonly id: string;
  readonly type: "OPENED" | "ASSIGNED" | "TRANSFERRED" | "CLOSED";
  readonly at: string;
  readonly by: Actor;
  readonly from: Assignment;
  readonly to: Assignment;
  readonly note: string | null;
}

const RELOAD_ON: readonly LiveEvent["type"][] = [
  "conversation.created",
  "conversation.assigned",
  "conversation.transferred",
  "conversation.closed",
];

/** The history of a conversation, newest first. It is loaded again after each event that adds an entry. */
export class History extends Store {
  readonly #desk: Desk;
  readonly #id: string;
  readonly #abort = new AbortController();
  readonly #stop: () => void;
  #entries: readonly HistoryEntry[] = [];
  #cursor: string | null | undefined;
  #reading: Promise<void> = Promise.resolve();
  failed: unknown;

  constructor(desk: Desk, id: string) {
    super();
    this.#desk = desk;
    this.#id = id;
    this.#stop = desk.feeds.listen({
      event: (_department, { type, data }) => {
        if (RELOAD_ON.includes(type) && "conversation" in data && data.conversation.id === id) void this.load();
      },
      missed: () => void this.load(),
    });
    void this.load();
  }

  stop(): void {
    this.#abort.abort();
    this.#stop();
  }

  get entries(): readonly HistoryEntry[] {
    return this.#entries;
  }

  get loaded(): boolean {
    return this.#cursor !== undefined;
  }

  get hasMore(): boolean {
    return typeof this.#cursor === "string";
  }

  /** Loads the newest entries. If that fails, the loaded entries stay. */
  load(): Promise<void> {
    return this.#read(() => "", (page) => {
      const known = new Set(page.data.map(({ id }) => id));
      const rest = this.#entries.filter(({ id }) => !known.has(id));
      // older entries do not change, so the old cursor is still right
      if (rest.length === 0) this.#cursor = page.pagination.nextCursor;
      this.#entries = [...page.data, ...rest];
    });
  }

  more(): Promise<void> {
    return this.#read(() => `&cursor=${encodeURIComponent(this.#cursor ?? "")}`, (page) => {
      const known = new Set(this.#entries.map(({ id }) => id));
      this.#entries = [...this.#entries, ...page.data.filter(({ id }) => !known.has(id))];
      this.#cursor = page.pagination.nextCursor;
    });
  }

  /** Requests run one after the other, so that a late response cannot overwrite a newer one. */
  #read(query: () => string, take: (page: Page<HistoryEntry>) => void): Promise<void> {
    this.#reading = this.#reading.then(() => this.#readNow(query(), take));
    return this.#reading;
  }

  async #readNow(query: string, take: (page: Page<HistoryEntry>) => void): Promise<void> {
    this.failed = undefined;
    try {
      const path = `/conversations/${encodeURIComponent(this.#id)}/history?limit=50${query}`;
      take(await this.#desk.api.page<HistoryEntry>(path, { signal: this.#abort.signal }));
    } catch (cause) {
      if (!this.#abort.signal.aborted && !this.loaded) this.failed = cause;
    } finally {
      this.changed();
    }
  }
}
