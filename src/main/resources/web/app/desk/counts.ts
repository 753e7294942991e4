import { Store } from "../base/store.js";
import type { Api } from "../session/api.js";

/** Numbers of active conversations. */
export interface Count {
  readonly pending: number;
  readonly open: number;
  /** Conversations with unread messages. */
  readonly unread: number;
  readonly mine: number;
  /** The start of the longest wait. */
  readonly waitingSince: string | null;
}

interface CountsResponse {
  readonly total: Count;
  readonly departments: readonly (Count & { readonly departmentId: string | null })[];
}

const MIN_INTERVAL_MS = 2_000;
const ZERO: Count = { pending: 0, open: 0, unread: 0, mine: 0, waitingSince: null };

/** The numbers on the tabs. The service counts them again after events, at most every two seconds. */
export class Counts extends Store {
  readonly #api: Api;
  #counted: CountsResponse | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #countedAt = 0;
  #stopped = false;
  /** The error of the latest request, if it failed. */
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

  /** Requests new counts soon. Further calls until then share that request. */
  invalidate(): void {
    const wait = Math.max(0, this.#countedAt + MIN_INTERVAL_MS - Date.now());
    this.#timer ??= setTimeout(() => void this.#count(), wait);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #count(): Promise<void> {
    // this count may miss later events, so those must schedule another one
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
