import { Listeners } from "../base/listeners.js";
import { Store } from "../base/store.js";
import type { Session } from "../session/session.js";
import { type ClientEvents, type Conversation, type LiveEvent, type Person, ProsaLive, QueueView, loadQueue } from "prosa-live";

/** Receives what happens in the departments' feeds. */
export interface FeedListener {
  /** Called after an event was applied to the rows; `before` is the row before the event, if there was one. */
  event?(department: string, event: LiveEvent, before: Conversation | undefined): void;
  /** Events of the feed were missed: everything that was read from it must be read again. */
  missed?(department: string): void;
  /** The departments that the agent can view; called at each connection and when they change. */
  departments?(departments: readonly Person[]): void;
}

const ACTIVE = "status=PENDING&status=OPEN";

/**
 * Live push: subscribes to triage and to every department that the agent can view, and keeps their active conversations
 * up to date.
 */
export class Feeds extends Store {
  readonly #session: Session;
  readonly #live: ProsaLive;
  readonly #view: QueueView;
  readonly #listeners = new Listeners<FeedListener>();
  readonly #snapshots = new Map<string, number>();
  #connection: ClientEvents["state"] = { state: "disconnected" };
  #notification: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Session) {
    super();
    this.#session = session;
    this.#view = new QueueView({ filter: ({ status }) => status !== "CLOSED", changed: () => this.changed() });
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    this.#live = new ProsaLive({
      url: `${scheme}//${location.host}/v1/live`,
      token: (fresh) => session.token(fresh),
    });
    this.#live.on("state", (connection) => this.#onConnectionState(connection));
    this.#live.on("departments", (departments) => this.#follow(departments));
    this.#live.on("warning", ({ what, department, cause }) => console.info("live push:", what, department ?? "", cause));
  }

  start(): void {
    this.#live.connect();
    addEventListener("online", this.#reconnect);
    addEventListener("offline", this.#reconnect);
    document.addEventListener("visibilitychange", this.#onVisible);
  }

  stop(): void {
    removeEventListener("online", this.#reconnect);
    removeEventListener("offline", this.#reconnect);
    document.removeEventListener("visibilitychange", this.#onVisible);
    this.#live.disconnect();
  }

  listen(listener: FeedListener): () => void {
    return this.#listeners.add(listener);
  }

  get connection(): ClientEvents["state"] {
    return this.#connection;
  }

  /** Whether the rows are up to date: connected, and every feed has caught up. */
  get live(): boolean {
    return this.#connection.state === "connected" && this.#all().every((one) => one?.state === "live");
  }

  /** Whether the rows of this department, or of all departments, are loaded. */
  loaded(department?: string): boolean {
    const seen = department === "triage" || this.departments.some(({ id }) => id === department);
    if (department !== undefined && seen) return this.#snapshots.has(department);
    return this.#connection.state !== "disconnected" && this.#snapshots.size > 0 && this.#all().every((one) => one?.position);
  }

  /** The departments that the agent can view, without triage. */
  get departments(): readonly Person[] {
    return this.#live.departments;
  }

  /** The active conversations, not sorted. */
  get conversations(): readonly Conversation[] {
    return this.#view.rows();
  }

  get(id: string): Conversation | undefined {
    return this.#view.get(id);
  }

  /** Notifies subscribers once per frame, although the events of a frame are applied one by one. */
  protected override changed(): void {
    this.#notification ??= setTimeout(() => {
      this.#notification = undefined;
      super.changed();
    });
  }

  #all() {
    return ["triage", ...this.departments.map(({ id }) => id)].map((id) => this.#live.subscription(id));
  }

  #follow(departments: readonly Person[]): void {
    for (const id of ["triage", ...departments.map((one) => one.id)]) {
      if (this.#live.subscription(id) === undefined) this.#subscribe(id);
    }
    this.#listeners.emit((listener) => listener.departments?.(departments));
    this.changed();
  }

  #subscribe(department: string): void {
    const source = { url: location.origin, token: (fresh: boolean) => this.#session.token(fresh), filters: ACTIVE };
    const rows = this.#view.follow(department, (signal) => loadQueue(source, department, signal));
    this.#live.subscribe(department, {
      ...rows,
      reset: (snapshot) => {
        rows.reset(snapshot);
        this.#reset(department);
      },
      apply: (event) => {
        const before = this.#rowOf(event);
        rows.apply(event);
        this.#listeners.emit((listener) => listener.event?.(department, event, before));
      },
      state: () => this.changed(),
      ended: (reason) => {
        rows.ended?.(reason);
        this.#snapshots.delete(department);
        this.changed();
      },
    });
  }

  #rowOf(event: LiveEvent): Conversation | undefined {
    return "conversation" in event.data ? this.get(event.data.conversation.id) : undefined;
  }

  #reset(department: string): void {
    const before = this.#snapshots.get(department) ?? 0;
    this.#snapshots.set(department, before + 1);
    if (before > 0) this.#listeners.emit((listener) => listener.missed?.(department));
    this.changed();
  }

  #onConnectionState(connection: ClientEvents["state"]): void {
    this.#connection = connection;
    // the service closed the connection for good because this agent has no access any more
    if (connection.state === "disconnected" && connection.code === 4403) this.#session.end();
    this.changed();
  }

  readonly #reconnect = () => this.#live.reconnectNow();

  readonly #onVisible = () => {
    if (!document.hidden && this.#live.state === "connecting") this.#live.reconnectNow();
  };
}
