import { Store } from "../base/store.js";
import type { Session } from "../session/session.js";
import { type Conversation, type LiveEvent, type LiveTold, type Person, ProsaLive, QueueView, loadQueue } from "prosa-live";

/** What is told of each department's feed, beside the rows. */
export interface FeedListener {
  /** After the rows have changed; with the conversation's row as it was before, if it was there. */
  event?(department: string, event: LiveEvent, before: Conversation | undefined): void;
  /** Events of the feed were missed: all that is shown of it must be read again. */
  missed?(department: string): void;
  /** The agent sees these departments: at each connection, and when they have changed. */
  departments?(departments: readonly Person[]): void;
}

const ACTIVE = "status=PENDING&status=OPEN";

/**
 * Live push: follows triage and every department that the agent sees, and holds their active conversations as the
 * service has them.
 */
export class Feeds extends Store {
  readonly #session: Session;
  readonly #live: ProsaLive;
  readonly #view: QueueView;
  readonly #listeners = new Set<FeedListener>();
  readonly #snapshots = new Map<string, number>();
  #connection: LiveTold["state"] = { state: "disconnected" };
  #drawing: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Session) {
    super();
    this.#session = session;
    this.#view = new QueueView({ keep: ({ status }) => status !== "CLOSED", changed: () => this.changed() });
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    this.#live = new ProsaLive({
      url: `${scheme}//${location.host}/v1/live`,
      token: (fresh) => session.token(fresh),
    });
    this.#live.on("state", (told) => this.#connected(told));
    this.#live.on("departments", (departments) => this.#follow(departments));
    this.#live.on("warning", ({ what, department, cause }) => console.info("live push:", what, department ?? "", cause));
  }

  start(): void {
    this.#live.connect();
    addEventListener("online", this.#wake);
    addEventListener("offline", this.#wake);
    document.addEventListener("visibilitychange", this.#seen);
  }

  stop(): void {
    removeEventListener("online", this.#wake);
    removeEventListener("offline", this.#wake);
    document.removeEventListener("visibilitychange", this.#seen);
    this.#live.disconnect();
  }

  listen(listener: FeedListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  get connection(): LiveTold["state"] {
    return this.#connection;
  }

  /** Whether what is shown is what is there: every feed has caught up. */
  get live(): boolean {
    return this.#connection.state === "connected" && this.#all().every((one) => one?.state === "live");
  }

  /** Whether the rows of this department, or of all, are there. */
  loaded(department?: string): boolean {
    const seen = department === "triage" || this.departments.some(({ id }) => id === department);
    if (department !== undefined && seen) return this.#snapshots.has(department);
    return this.#connection.state !== "disconnected" && this.#snapshots.size > 0 && this.#all().every((one) => one?.position);
  }

  /** The departments that the agent sees, without triage. */
  get departments(): readonly Person[] {
    return this.#live.departments;
  }

  /** The active conversations, in no order. */
  get conversations(): readonly Conversation[] {
    return this.#view.rows();
  }

  get(id: string): Conversation | undefined {
    return this.#view.get(id);
  }

  /** The events of a frame are handled one by one, and shown all at once. */
  protected override changed(): void {
    this.#drawing ??= setTimeout(() => {
      this.#drawing = undefined;
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
    this.#tell((listener) => listener.departments?.(departments));
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
        this.#tell((listener) => listener.event?.(department, event, before));
      },
      state: () => this.changed(),
      ended: (reason) => {
        rows.ended?.(reason);
        this.#snapshots.delete(department);
        this.changed();
      },
    });
  }

  /** What goes wrong in one is no reason to read the feed again, or to leave out the others. */
  #tell(what: (listener: FeedListener) => void): void {
    for (const listener of [...this.#listeners]) {
      try {
        what(listener);
      } catch (cause) {
        console.error(cause);
      }
    }
  }

  #rowOf(event: LiveEvent): Conversation | undefined {
    return "conversation" in event.data ? this.get(event.data.conversation.id) : undefined;
  }

  #reset(department: string): void {
    const before = this.#snapshots.get(department) ?? 0;
    this.#snapshots.set(department, before + 1);
    if (before > 0) this.#tell((listener) => listener.missed?.(department));
    this.changed();
  }

  #connected(told: LiveTold["state"]): void {
    this.#connection = told;
    // for good, and not because of us: the service takes this agent no more
    if (told.state === "disconnected" && told.code === 4403) this.#session.end();
    this.changed();
  }

  readonly #wake = () => this.#live.reconnectNow();

  readonly #seen = () => {
    if (!document.hidden && this.#live.state === "connecting") this.#live.reconnectNow();
  };
}
