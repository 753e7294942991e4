import { Cursor, type Item } from "./cursor.js";
import { isKnown } from "./frames.js";
import { AccessEnded, type EndReason, type EventHandlers, type StateHandlers, type SubscriptionState } from "./handlers.js";
import { safely } from "./listeners.js";
import type { Position } from "./model.js";
import { type Retry, backOff } from "./retry.js";
import { type Timers, pause, within } from "./timers.js";

/** What a subscription needs from its client. */
export interface Host {
  readonly timers: Timers;
  readonly retry: Retry;
  /** The cursor of the department has changed. */
  refresh(department: string): void;
  /** Something failed and will be retried. */
  failed(department: string, cause: unknown): void;
  ended(): void;
}

const LOAD_TIMEOUT_MS = 60_000;
const LASTED_MS = 5_000;
const MOST_EVENTS = 10_000;

/** The server refuses the subscription for now. */
class Refusal extends Error {}

/** Follows the feed of one department until it is unsubscribed or has no access any more. */
export class Subscription {
  readonly department: string;
  readonly #handlers: StateHandlers<{ readonly feed: Position }> | EventHandlers;
  readonly #host: Host;
  readonly #stop = new AbortController();
  #state: SubscriptionState = "resuming";
  #position: Position | undefined;
  #cursor: Cursor | undefined;
  #mustLoad: boolean;
  #retryNow = new AbortController();

  /** @internal */
  constructor(department: string, handlers: StateHandlers<any> | EventHandlers, host: Host) {
    this.department = department;
    this.#handlers = handlers;
    this.#host = host;
    this.#position = handlers.from;
    this.#mustLoad = "load" in handlers && handlers.from === undefined;
  }

  get state(): SubscriptionState {
    return this.#state;
  }

  /** The position after the last handled event. */
  get position(): Position | undefined {
    return this.#position;
  }

  /** Ends the subscription for good. Afterwards only the handler `ended` is called. */
  unsubscribe(): void {
    this.end("unsubscribed");
  }

  /** @internal The cursor that needs events; undefined while a snapshot is loaded. */
  get cursor(): Cursor | undefined {
    return this.#cursor?.isOpen ? this.#cursor : undefined;
  }

  /** @internal Ends the delay before the next retry. */
  retryNow(): void {
    this.#retryNow.abort();
  }

  /** @internal The socket has ended. */
  detached(): void {
    if (this.#state === "live") this.#setState("resuming");
  }

  /** @internal */
  end(reason: EndReason): void {
    if (this.#state === "ended") return;
    this.#cursor = undefined;
    this.#setState("ended");
    this.#stop.abort();
    this.#retryNow.abort();
    this.#host.ended();
    safely(() => this.#handlers.ended?.(reason));
  }

  /** @internal */
  async run(): Promise<void> {
    const { timers, retry } = this.#host;
    await Promise.resolve(); // the caller gets the subscription before the first handler is called
    for (let restarts = 0; !this.#stop.signal.aborted; restarts++) {
      const since = timers.now();
      try {
        await this.#live();
      } catch (cause) {
        this.#failed(cause);
      }
      if (timers.now() - since > LASTED_MS) restarts = 0;
      this.#retryNow = new AbortController();
      const delayMs = backOff(restarts, retry, timers.random);
      if (!this.#stop.signal.aborted) await pause(timers, delayMs, this.#retryNow.signal);
    }
  }

  #failed(cause: unknown): void {
    if (this.#stop.signal.aborted) return;
    if (cause instanceof AccessEnded) return this.end("forbidden");
    // a handler may have failed half way, so the state must be loaded again
    if (!(cause instanceof Refusal)) this.#mustLoad = "load" in this.#handlers;
    this.#follow(undefined);
    this.#setState("resuming");
    this.#host.failed(this.department, cause);
  }

  /** Handles items until the subscription must start again. */
  async #live(): Promise<void> {
    if (this.#mustLoad) await this.#load();
    if (this.#stop.signal.aborted) return;
    this.#setState("resuming");
    const cursor = new Cursor(this.#position, MOST_EVENTS, !("load" in this.#handlers));
    this.#follow(cursor);
    while (!this.#stop.signal.aborted) {
      for (const item of await cursor.next(this.#stop.signal)) {
        if (this.#stop.signal.aborted || !(await this.#handle(item))) return;
      }
    }
  }

  #follow(cursor: Cursor | undefined): void {
    this.#cursor = cursor;
    this.#host.refresh(this.department);
  }

  /** Loads the snapshot. The position is set only after the snapshot was applied. */
  async #load(): Promise<void> {
    if (!("load" in this.#handlers)) return;
    const handlers = this.#handlers;
    this.#setState("loading");
    const load = (signal: AbortSignal) => handlers.load(signal);
    const snapshot = await within(this.#host.timers, LOAD_TIMEOUT_MS, this.#stop.signal, load);
    if (this.#stop.signal.aborted) return;
    // a snapshot without a position cannot be continued, and this line fails
    const { seq, epoch } = snapshot.feed;
    await handlers.reset(snapshot);
    this.#position = { seq, epoch };
    this.#mustLoad = false;
  }

  /**
   * Handles one item. The position moves after that.
   *
   * @returns whether the cursor continues
   */
  async #handle(item: Item): Promise<boolean> {
    switch (item.type) {
      case "event":
        if (isKnown(item.event)) await this.#handlers.apply(item.event);
        this.#position = item.position;
        return true;
      case "started":
        this.#position = item.position;
        return true;
      case "missed":
        return this.#missed(item.position, item.reason);
      case "caughtUp":
        if (this.#cursor?.attachment === item.attachment) this.#setState("live");
        return true;
      case "behind":
        return false;
      case "refused":
        return this.#refused(item.reason);
    }
  }

  async #missed(position: Position, reason: string): Promise<boolean> {
    if ("load" in this.#handlers) {
      this.#mustLoad = true;
      return false;
    }
    await this.#handlers.missed(position, reason);
    this.#position = position;
    return true;
  }

  #refused(reason: string): boolean {
    if (reason !== "forbidden" && reason !== "NOT_FOUND") throw new Refusal(reason);
    this.end("forbidden");
    return false;
  }

  #setState(state: SubscriptionState): void {
    if (this.#state === state || this.#state === "ended") return;
    this.#state = state;
    safely(() => this.#handlers.state?.(state));
  }
}
