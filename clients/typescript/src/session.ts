import type { ClientFrame, ServerFrame } from "./frames.js";
import type { Loss } from "./retry.js";
import type { Timers } from "./timers.js";

/** What is used of the browser's `WebSocket`. */
export interface Socket {
  onmessage: ((message: any) => void) | null;
  onclose: ((closed: any) => void) | null;
  onerror: ((error: any) => void) | null;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

export type SocketConstructor = new (url: string, protocols: string[]) => Socket;

const PROTOCOL = "prosa.v1";
/** For the connection and the greeting. */
const OPEN_MS = 10_000;
/** What lasted this long counts as a connection that works. */
const STEADY_MS = 2_000;

/** Browsers set no headers on a socket, so the credential travels as a subprotocol. */
function protocols(token: string): string[] {
  const header = encodeURIComponent("quarkus-http-upgrade#Authorization#Bearer " + token);
  return [PROTOCOL, "bearer-token-carrier", header];
}

/**
 * One socket, from its opening to its end. Once it has ended nothing that it still says is heard: a socket whose close
 * does not complete, or that speaks after it was given up, disturbs nobody.
 */
export class Session {
  readonly ended: Promise<Loss>;
  readonly #socket: Socket;
  readonly #timers: Timers;
  #over!: (loss: Loss) => void;
  #patienceMs = OPEN_MS;
  #heardAt: number;
  #greetedAt: number | undefined;
  #watchdog: unknown;
  #open = true;

  constructor(
    construct: SocketConstructor,
    url: string,
    token: string,
    timers: Timers,
    take: (frame: ServerFrame) => void,
  ) {
    this.ended = new Promise((resolve) => (this.#over = resolve));
    this.#timers = timers;
    this.#heardAt = timers.now();
    this.#socket = new construct(url, protocols(token));
    this.#socket.onmessage = (message) => this.#hear(message.data, take);
    this.#socket.onclose = (closed) => this.#end(closed.code, closed.reason);
    this.#socket.onerror = () => {}; // its close follows
    this.#watch();
  }

  get isOpen(): boolean {
    return this.#open;
  }

  send(frame: ClientFrame): void {
    if (this.#open) this.#socket.send(JSON.stringify(frame));
  }

  /** Gives the socket up, without waiting for its close. */
  drop(why: string): void {
    if (!this.#open) return;
    this.#end(1006, why);
    this.#socket.close(1000);
  }

  #hear(data: unknown, take: (frame: ServerFrame) => void): void {
    if (!this.#open) return;
    this.#heardAt = this.#timers.now();
    const frame = parsed(data);
    if (frame?.type === "hello") this.#greeted(frame.heartbeatSeconds);
    if (frame) take(frame);
    else this.drop("a frame that is no JSON object");
  }

  #greeted(heartbeatSeconds: number): void {
    this.#greetedAt = this.#heardAt;
    this.#patienceMs = 2 * 1_000 * heartbeatSeconds;
    this.#timers.clear(this.#watchdog);
    this.#watch();
  }

  /** A connection that is dead says nothing, not even that. */
  #watch(): void {
    const leftMs = this.#heardAt + this.#patienceMs - this.#timers.now();
    if (leftMs <= 0) this.drop(this.#greetedAt === undefined ? "not greeted in time" : "no heartbeat");
    else this.#watchdog = this.#timers.set(() => this.#watch(), leftMs);
  }

  #end(code: number, reason: string): void {
    if (!this.#open) return;
    this.#open = false;
    this.#timers.clear(this.#watchdog);
    const greeted = this.#greetedAt !== undefined;
    const steady = this.#greetedAt !== undefined && this.#timers.now() - this.#greetedAt >= STEADY_MS;
    this.#over({ code, reason, greeted, steady });
  }
}

function parsed(data: unknown): ServerFrame | undefined {
  try {
    const frame: unknown = JSON.parse(String(data));
    return typeof frame === "object" && frame !== null ? (frame as ServerFrame) : undefined;
  } catch {
    return undefined;
  }
}
