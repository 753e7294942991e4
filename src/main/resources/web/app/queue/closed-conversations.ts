import type { Conversation } from "prosa-live";
import { Store } from "../base/store.js";
import type { Api, Page } from "../session/api.js";
import type { Feeds } from "../desk/feeds.js";
import { type Selection, matches } from "./selection.js";

/** Waits until the user has stopped typing a search. */
const DEBOUNCE_MS = 150;

/** The closed conversations of a selection, the latest first. They are read page by page; new ones are added on top. */
export class ClosedConversations extends Store {
  readonly #api: Api;
  readonly #stop: () => void;
  readonly #abort = new AbortController();
  readonly #selected: Selection;
  #rows: Conversation[] = [];
  #cursor: string | null | undefined;
  #loading = false;
  /** Grows with each restart, so that the response of an older request is ignored. */
  #generation = 0;
  readonly #debounce: ReturnType<typeof setTimeout>;
  failed: unknown;

  constructor(api: Api, feeds: Feeds, selected: Selection) {
    super();
    this.#api = api;
    this.#selected = selected;
    this.#stop = feeds.listen({
      event: (_department, event) => {
        if (event.type === "conversation.closed") this.#add(event.data.conversation);
      },
      missed: () => this.#restart(),
    });
    this.#debounce = setTimeout(() => void this.more(), DEBOUNCE_MS);
  }

  stop(): void {
    clearTimeout(this.#debounce);
    this.#stop();
    this.#abort.abort();
  }

  get rows(): readonly Conversation[] {
    return this.#rows;
  }

  get loaded(): boolean {
    return this.#cursor !== undefined;
  }

  /** Loads the next page, if there is one. */
  async more(): Promise<void> {
    if (this.#loading || this.#cursor === null) return;
    this.#loading = true;
    this.failed = undefined;
    const generation = this.#generation;
    try {
      const page: Page<Conversation> = await this.#api.page(`/conversations?${this.#query()}`, {
        signal: this.#abort.signal,
      });
      if (generation !== this.#generation) return;
      const known = new Set(this.#rows.map(({ id }) => id));
      this.#rows = [...this.#rows, ...page.data.filter(({ id }) => !known.has(id))];
      this.#cursor = page.pagination.nextCursor;
    } catch (cause) {
      if (!this.#abort.signal.aborted) this.failed = cause;
    } finally {
      this.#loading = false;
      if (generation !== this.#generation) void this.more();
      this.changed();
    }
  }

  #restart(): void {
    this.#generation++;
    this.#rows = [];
    this.#cursor = undefined;
    void this.more();
  }

  #query(): URLSearchParams {
    const { department, channel, agent, search } = this.#selected;
    const query = new URLSearchParams({ status: "CLOSED", limit: "50" });
    if (department !== undefined) query.set("departmentId", department === "triage" ? "none" : department);
    if (channel !== undefined) query.set("channelId", channel);
    if (agent !== undefined) query.set("assignedTo", agent);
    if (search !== "") query.set("q", search);
    if (this.#cursor) query.set("cursor", this.#cursor);
    return query;
  }

  #add(row: Conversation): void {
    if (!matches(row, this.#selected) || this.#rows.some(({ id }) => id === row.id)) return;
    this.#rows = [row, ...this.#rows];
    this.changed();
  }
}
