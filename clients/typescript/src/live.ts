import type { ServerFrame } from "./frames.js";
import { AccessEnded, type EndReason, type EventHandlers, type StateHandlers } from "./handlers.js";
import { Lines } from "./lines.js";
import { Listeners } from "./listeners.js";
import type { Person, Position } from "./model.js";
import type { LiveOptions, LiveState, LiveTold } from "./options.js";
import { Renewal } from "./renewal.js";
import { type Loss, type Retry, nextAfter } from "./retry.js";
import { Session, type SocketConstructor } from "./session.js";
import { Subscription } from "./subscription.js";
import { type Timers, pause, realTimers, within } from "./timers.js";

const TOKEN_MS = 30_000;
const ACCESS_ENDED = 4403;

/** Live push over one socket: connects, and after any loss goes on with each subscription from where it was. */
export class ProsaLive {
  readonly #options: LiveOptions;
  readonly #timers: Timers;
  readonly #construct: SocketConstructor;
  readonly #retry: Retry;
  readonly #listeners = new Listeners<LiveTold>();
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #lines: Lines;
  readonly #renewal: Renewal;
  readonly #stop = new AbortController();
  #nudge = new AbortController();
  #session: Session | undefined;
  #state: LiveState = "disconnected";
  #departments: readonly Person[] = [];
  #failures = 1;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#timers = options.timers ?? realTimers;
    this.#construct = options.WebSocket ?? globalThis.WebSocket;
    this.#retry = options.retry ?? { firstMs: 500, maxMs: 30_000 };
    this.#lines = new Lines({
      wants: (department) => this.#subscriptions.get(department)?.cursor,
      send: (frame) => this.#session?.send(frame),
      gap: (department) => this.#gap(department),
    });
    this.#renewal = new Renewal(
      this.#timers,
      async () => this.#options.token(true),
      (token) => this.#session?.send({ type: "renew", token }),
      (cause) => this.#warn("renewal", cause),
    );
  }

  get state(): LiveState {
    return this.#state;
  }

  /** Those that the caller sees, as last told. */
  get departments(): readonly Person[] {
    return this.#departments;
  }

  /** @returns takes the listener away again */
  on<K extends keyof LiveTold>(what: K, listener: (told: LiveTold[K]) => void): () => void {
    return this.#listeners.on(what, listener);
  }

  /** Connects, and stays connected until {@link disconnect}. */
  connect(): void {
    if (this.#stop.signal.aborted) throw new Error("it was disconnected for good");
    if (this.#state !== "disconnected") return;
    this.#become({ state: "connecting" });
    void this.#run();
  }

  /** For good: ends all subscriptions. */
  disconnect(): void {
    this.#end("disconnected", {});
  }

  /** When there is reason to believe that it works now, or that the connection is dead: the network is back. */
  reconnectNow(): void {
    this.#failures = 0;
    this.#session?.drop("told to reconnect");
    this.#nudge.abort();
    for (const subscription of this.#subscriptions.values()) subscription.nudge();
  }

  /** The one that follows this department, until it ends. */
  subscription(department: string): Subscription | undefined {
    return this.#subscriptions.get(department);
  }

  /**
   * Follows the feed of a department, from its snapshot or from now on; the same one only once at a time.
   *
   * @param department an id, or `triage`
   */
  subscribe<S extends { readonly feed: Position }>(
    department: string,
    handlers: StateHandlers<S> | EventHandlers,
  ): Subscription {
    if (this.#stop.signal.aborted) throw new Error("it was disconnected for good");
    if (this.#subscriptions.has(department)) throw new Error(`already subscribed to ${department}`);
    const subscription = new Subscription(department, handlers, {
      timers: this.#timers,
      retry: this.#retry,
      refresh: (of) => this.#refresh(of),
      failed: (of, cause) => this.#warn("subscription", cause, of),
      ended: () => void (this.#subscriptions.delete(department) && this.#refresh(department)),
    });
    this.#subscriptions.set(department, subscription);
    void subscription.run();
    return subscription;
  }

  #refresh(department: string): void {
    if (this.#session && this.#state === "connected") this.#lines.refresh(department);
  }

  async #run(): Promise<void> {
    let fresh = false;
    while (!this.#stop.signal.aborted) {
      const loss = await this.#connection(fresh);
      if (this.#stop.signal.aborted) return;
      if (loss.steady) this.#failures = 0;
      const next = nextAfter(loss, this.#failures++, this.#retry, this.#timers.random);
      if (next.stop) return this.#end(loss.code === ACCESS_ENDED ? "forbidden" : "disconnected", loss);
      fresh = next.fresh;
      this.#nudge = new AbortController();
      this.#become({ state: "connecting", code: loss.code, reason: loss.reason, retryMs: next.delayMs });
      await pause(this.#timers, next.delayMs, this.#nudge.signal);
    }
  }

  /** One connection, from asking for its token to its end. */
  async #connection(fresh: boolean): Promise<Loss> {
    try {
      const token = await within(this.#timers, TOKEN_MS, this.#stop.signal, () => this.#options.token(fresh));
      this.#session = new Session(this.#construct, this.#options.url, token, this.#timers, (frame) => this.#take(frame));
      return await this.#session.ended;
    } catch (cause) {
      if (!this.#stop.signal.aborted) this.#warn("connection", cause);
      const code = cause instanceof AccessEnded ? ACCESS_ENDED : 1006;
      return { code, reason: String(cause), greeted: false, steady: false };
    } finally {
      this.#session = undefined;
      this.#renewal.stop();
      this.#lines.close();
      for (const subscription of this.#subscriptions.values()) subscription.detached();
    }
  }

  #take(frame: ServerFrame): void {
    switch (frame.type) {
      case "hello":
        this.#become({ state: "connected" });
        this.#renewal.until(frame.expiresAt, false);
        this.#sees(frame.departments);
        for (const subscription of this.#subscriptions.values()) subscription.nudge();
        return [...this.#subscriptions.keys()].forEach((department) => this.#lines.refresh(department));
      case "departments":
        return this.#sees(frame.departments);
      case "renewed":
        return this.#renewal.until(frame.expiresAt, true);
      case "heartbeat":
        return this.#lines.check(frame.positions);
      case "error":
        this.#warn("refused", `${frame.code}: ${frame.message}`, frame.departmentId ?? undefined);
        return frame.departmentId === null ? undefined : this.#lines.refused(frame.departmentId, frame.code);
      default:
        return this.#lines.take(frame);
    }
  }

  #sees(departments: readonly Person[]): void {
    this.#departments = departments;
    this.#listeners.tell("departments", departments);
  }

  #gap(department: string): void {
    this.#warn("gap", "an event is missing: it is asked for again", department);
    this.#session?.drop("gap");
  }

  #warn(what: LiveTold["warning"]["what"], cause: unknown, department?: string): void {
    this.#listeners.tell("warning", { what, cause, ...(department === undefined ? {} : { department }) });
  }

  #become(told: LiveTold["state"]): void {
    this.#state = told.state;
    this.#listeners.tell("state", told);
  }

  #end(why: EndReason, loss: Partial<Loss>): void {
    if (this.#stop.signal.aborted) return;
    this.#stop.abort();
    this.#session?.drop("disconnected");
    this.#nudge.abort();
    for (const subscription of [...this.#subscriptions.values()]) subscription.end(why);
    const { code, reason } = loss;
    this.#become({ state: "disconnected", ...(code === undefined ? {} : { code, reason: reason ?? "" }) });
  }
}
