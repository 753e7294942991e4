import { Store } from "../base/store.js";
import type { Api } from "../session/api.js";

/** Of active conversations. */
export interface Count {
  readonly pending: number;
  readonly open: number;
  /** Conversations with unread messages. */
  readonly unread: number;
  readonly mine: number;
  /** Since when the one that waits longest has been waiting. */
  readonly waitingSince: string | null;
}

interface CountsResponse {
  readonly total: Count;
  readonly departments: readonly (Count & { readonly departmentId: string | null })[];
}

const MIN_INTERVAL_MS = 2_000;
const ZERO: Count = { pending: 0, open: 0, unread: 0, mine: 0, waitingSince: null };

/** The numbers of the tabs: counted by the service, again after events, at most every two seconds. */
export class Counts extends Store {
  readonly #api: Api;
  #counted: CountsResponse | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #countedAt = 0;
  #stopped = false;
  /** Why the latest count did not come. */
  failed: unknown;

  constructor(api: Api) {
    super();
    this.#api = api;
  }

  get loaded(): boolean {
    return this.#counted !== undefined;
  }

  get total(): Count {
    return this.#counted?.total ?? ZERO;
  }

  /** @param department an id, or `triage` */
  of(department: string): Count {
    const id = department === "triage" ? null : department;
    return this.#counted?.departments.find(({ departmentId }) => departmentId === id) ?? ZERO;
  }

  /** Something has happened: counts soon, once for all that happens until then. */
  invalidate(): void {
    const wait = Math.max(0, this.#countedAt + MIN_INTERVAL_MS - Date.now());
    this.#timer ??= setTimeout(() => void this.#count(), wait);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #count(): Promise<void> {
    // what happens from now on may not be in this count
    this.#timer = undefined;
    this.#countedAt = Date.now();
    try {
      this.#counted = await this.#api.call<CountsResponse>("/conversations/counts");
      this.failed = undefined;
    } catch (cause) {
      this.failed = cause;
      console.info("counts:", cause);
      if (!this.#stopped) this.invalidate();
    }
    this.changed();
  }
}
