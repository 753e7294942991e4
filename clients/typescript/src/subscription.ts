import { Cursor, type Item } from "./cursor.js";
import { isKnown } from "./frames.js";
import { AccessEnded, type EndReason, type EventHandlers, type StateHandlers, type SubscriptionState } from "./handlers.js";
import { safely } from "./listeners.js";
import type { Position } from "./model.js";
import { type Retry, backOff } from "./retry.js";
import { type Timers, pause, within } from "./timers.js";

/** What a subscription needs of its client. */
export interface Host {
  readonly timers: Timers;
  readonly retry: Retry;
  /** The cursor of the department is another now. */
  refresh(department: string): void;
  /** Something failed and is tried again. */
  failed(department: string, cause: unknown): void;
  ended(): void;
}

const LOAD_MS = 60_000;
const LASTED_MS = 5_000;
const MOST_EVENTS = 10_000;

/** The server does not let it follow now. */
class Refusal extends Error {}

/** Follows the feed of one department until it is told to stop or may not any more. */
export class Subscription {
  readonly department: string;
  readonly #handlers: StateHandlers<{ readonly feed: Position }> | EventHandlers;
  readonly #host: Host;
  readonly #stop = new AbortController();
  #state: SubscriptionState = "resuming";
  #position: Position | undefined;
  #cursor: Cursor | undefined;
  #mustLoad: boolean;
  #nudge = new AbortController();

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

  /** After the last event that was handled. */
  get position(): Position | undefined {
    return this.#position;
  }

  /** For good; no handler is called after it but `ended`. */
  unsubscribe(): void {
    this.end("unsubscribed");
  }

  /** @internal Who wants events, and from where; nobody while there is a snapshot to fetch first. */
  get cursor(): Cursor | undefined {
    return this.#cursor?.isOpen ? this.#cursor : undefined;
  }

  /** @internal Tries again now what waits to be tried again. */
  nudge(): void {
    this.#nudge.abort();
  }

  /** @internal Its socket is gone. */
  detached(): void {
    if (this.#state === "live") this.#become("resuming");
  }

  /** @internal */
  end(reason: EndReason): void {
    if (this.#state === "ended") return;
    this.#cursor = undefined;
    this.#become("ended");
    this.#stop.abort();
    this.#nudge.abort();
    this.#host.ended();
    safely(() => this.#handlers.ended?.(reason));
  }

  /** @internal */
  async run(): Promise<void> {
    const { timers, retry } = this.#host;
    await Promise.resolve(); // whoever subscribed has the subscription before the first handler is called
    for (let restarts = 0; !this.#stop.signal.aborted; restarts++) {
      const since = timers.now();
      try {
        await this.#live();
      } catch (cause) {
        this.#failed(cause);
      }
      if (timers.now() - since > LASTED_MS) restarts = 0;
      this.#nudge = new AbortController();
      if (!this.#stop.signal.aborted) await pause(timers, backOff(restarts, retry, timers.random), this.#nudge.signal);
    }
  }

  #failed(cause: unknown): void {
    if (this.#stop.signal.aborted) return;
    if (cause instanceof AccessEnded) return this.end("forbidden");
    // a handler may have failed half way, so that a state is begun anew
    if (!(cause instanceof Refusal)) this.#mustLoad = "load" in this.#handlers;
    this.#follow(undefined);
    this.#become("resuming");
    this.#host.failed(this.department, cause);
  }

  /** Until it must begin again. */
  async #live(): Promise<void> {
    if (this.#mustLoad) await this.#load();
    if (this.#stop.signal.aborted) return;
    this.#become("resuming");
    const cursor = new Cursor(this.#position, MOST_EVENTS, !("load" in this.#handlers));
    this.#follow(cursor);
    while (!this.#stop.signal.aborted) {
      for (const item of await cursor.next(this.#stop.signal)) {
        if (this.#stop.signal.aborted || !(await this.#goesOn(item))) return;
      }
    }
  }

  #follow(cursor: Cursor | undefined): void {
    this.#cursor = cursor;
    this.#host.refresh(this.department);
  }

  /** Only the latest snapshot counts, and only once it is in place. */
  async #load(): Promise<void> {
    if (!("load" in this.#handlers)) return;
    const handlers = this.#handlers;
    this.#become("loading");
    const snapshot = await within(this.#host.timers, LOAD_MS, this.#stop.signal, (signal) => handlers.load(signal));
    if (this.#stop.signal.aborted) return;
    // without a position there is nothing to go on from, and it fails here
    const { seq, epoch } = snapshot.feed;
    await handlers.reset(snapshot);
    this.#position = { seq, epoch };
    this.#mustLoad = false;
  }

  /** Handles what came in; the position moves after it has been handled. @returns whether the cursor goes on */
  async #goesOn(item: Item): Promise<boolean> {
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
        if (this.#cursor?.attachment === item.attachment) this.#become("live");
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

  #become(state: SubscriptionState): void {
    if (this.#state === state || this.#state === "ended") return;
    this.#state = state;
    safely(() => this.#handlers.state?.(state));
  }
}
