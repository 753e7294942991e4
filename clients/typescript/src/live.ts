import type { ServerFrame } from "./frames.js";
import { AccessEnded, type EndReason, type EventHandlers, type StateHandlers } from "./handlers.js";
import { SocketSubscriptions } from "./socket-subscriptions.js";
import { Listeners } from "./listeners.js";
import type { Person, Position } from "./model.js";
import type { ClientEvents, LiveOptions, LiveState } from "./options.js";
import { Renewal } from "./renewal.js";
import { type Disconnection, type Retry, nextAfter } from "./retry.js";
import { Connection, type SocketConstructor } from "./connection.js";
import { Subscription } from "./subscription.js";
import { type Timers, pause, realTimers, within } from "./timers.js";

const TOKEN_TIMEOUT_MS = 30_000;
const ACCESS_ENDED = 4403;

/** Live push over one socket. After a disconnection it reconnects and resumes each subscription at its position. */
export class ProsaLive {
  readonly #options: LiveOptions;
  readonly #timers: Timers;
  readonly #construct: SocketConstructor;
  readonly #retry: Retry;
  readonly #listeners = new Listeners<ClientEvents>();
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #socketSubscriptions: SocketSubscriptions;
  readonly #renewal: Renewal;
  readonly #stop = new AbortController();
  #retryNow = new AbortController();
  #connection: Connection | undefined;
  #state: LiveState = "disconnected";
  #departments: readonly Person[] = [];
  #failures = 1;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#timers = options.timers ?? realTimers;
    this.#construct = options.WebSocket ?? globalThis.WebSocket;
    this.#retry = options.retry ?? { firstMs: 500, maxMs: 30_000 };
    this.#socketSubscriptions = new SocketSubscriptions({
      cursorOf: (department) => this.#subscriptions.get(department)?.cursor,
      send: (frame) => this.#connection?.send(frame),
      gap: (department) => this.#gap(department),
    });
    this.#renewal = new Renewal(
      this.#timers,
      async () => this.#options.token(true),
      (token) => this.#connection?.send({ type: "renew", token }),
      (cause) => this.#warn("renewal", cause),
    );
  }

  get state(): LiveState {
    return this.#state;
  }

  /** The departments that the caller can view, as the service last sent them. */
  get departments(): readonly Person[] {
    return this.#departments;
  }

  /** @returns a function that removes the listener */
  on<K extends keyof ClientEvents>(what: K, listener: (event: ClientEvents[K]) => void): () => void {
    return this.#listeners.on(what, listener);
  }

  /** Connects, and stays connected until {@link disconnect}. */
  connect(): void {
    if (this.#stop.signal.aborted) throw new Error("it was disconnected for good");
    if (this.#state !== "disconnected") return;
    this.#setState({ state: "connecting" });
    void this.#run();
  }

  /** Disconnects for good and ends all subscriptions. */
  disconnect(): void {
    this.#end("disconnected", {});
  }

  /** Reconnects at once. Call it when the network is back or the connection may be dead. */
  reconnectNow(): void {
    this.#failures = 0;
    this.#connection?.drop("reconnectNow");
    this.#retryNow.abort();
    for (const subscription of this.#subscriptions.values()) subscription.retryNow();
  }

  /** The subscription to this department, if there is one. */
  subscription(department: string): Subscription | undefined {
    return this.#subscriptions.get(department);
  }

  /**
   * Subscribes to the feed of a department. There can be only one subscription per department at a time.
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
    if (this.#connection && this.#state === "connected") this.#socketSubscriptions.refresh(department);
  }

  async #run(): Promise<void> {
    let fresh = false;
    while (!this.#stop.signal.aborted) {
      const disconnection = await this.#connectOnce(fresh);
      if (this.#stop.signal.aborted) return;
      if (disconnection.steady) this.#failures = 0;
      const next = nextAfter(disconnection, this.#failures++, this.#retry, this.#timers.random);
      const { code, reason } = disconnection;
      if (next.stop) return this.#end(code === ACCESS_ENDED ? "forbidden" : "disconnected", disconnection);
      fresh = next.fresh;
      this.#retryNow = new AbortController();
      this.#setState({ state: "connecting", code, reason, retryMs: next.delayMs });
      await pause(this.#timers, next.delayMs, this.#retryNow.signal);
    }
  }

  /** Opens one connection and waits for its end. */
  async #connectOnce(fresh: boolean): Promise<Disconnection> {
    try {
      const token = await within(this.#timers, TOKEN_TIMEOUT_MS, this.#stop.signal, () => this.#options.token(fresh));
      const onFrame = (frame: ServerFrame) => this.#onFrame(frame);
      this.#connection = new Connection(this.#construct, this.#options.url, token, this.#timers, onFrame);
      return await this.#connection.ended;
    } catch (cause) {
      if (!this.#stop.signal.aborted) this.#warn("connection", cause);
      const code = cause instanceof AccessEnded ? ACCESS_ENDED : 1006;
      return { code, reason: String(cause), greeted: false, steady: false };
    } finally {
      this.#connection = undefined;
      this.#renewal.stop();
      this.#socketSubscriptions.close();
      for (const subscription of this.#subscriptions.values()) subscription.detached();
    }
  }

  #onFrame(frame: ServerFrame): void {
    switch (frame.type) {
      case "hello":
        this.#setState({ state: "connected" });
        this.#renewal.until(frame.expiresAt, false);
        this.#setDepartments(frame.departments);
        for (const subscription of this.#subscriptions.values()) subscription.retryNow();
        return [...this.#subscriptions.keys()].forEach((department) => this.#socketSubscriptions.refresh(department));
      case "departments":
        return this.#setDepartments(frame.departments);
      case "renewed":
        return this.#renewal.until(frame.expiresAt, true);
      case "heartbeat":
        return this.#socketSubscriptions.check(frame.positions);
      case "error":
        this.#warn("refused", `${frame.code}: ${frame.message}`, frame.departmentId ?? undefined);
        if (frame.departmentId !== null) this.#socketSubscriptions.refused(frame.departmentId, frame.code);
        return;
      default:
        return this.#socketSubscriptions.onFrame(frame);
    }
  }

  #setDepartments(departments: readonly Person[]): void {
    this.#departments = departments;
    this.#listeners.emit("departments", departments);
  }

  #gap(department: string): void {
    this.#warn("gap", "an event is missing: it is asked for again", department);
    this.#connection?.drop("gap");
  }

  #warn(what: ClientEvents["warning"]["what"], cause: unknown, department?: string): void {
    this.#listeners.emit("warning", { what, cause, ...(department === undefined ? {} : { department }) });
  }

  #setState(state: ClientEvents["state"]): void {
    this.#state = state.state;
    this.#listeners.emit("state", state);
  }

  #end(why: EndReason, disconnection: Partial<Disconnection>): void {
    if (this.#stop.signal.aborted) return;
    this.#stop.abort();
    this.#connection?.drop("disconnected");
    this.#retryNow.abort();
    for (const subscription of [...this.#subscriptions.values()]) subscription.end(why);
    const { code, reason } = disconnection;
    this.#setState({ state: "disconnected", ...(code === undefined ? {} : { code, reason: reason ?? "" }) });
  }
}
