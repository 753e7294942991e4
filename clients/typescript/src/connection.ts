import type { ClientFrame, ServerFrame } from "./frames.js";
import type { Disconnection } from "./retry.js";
import type { Timers } from "./timers.js";

/** The part of the browser's `WebSocket` that this library uses. */
export interface Socket {
  onmessage: ((message: any) => void) | null;
  onclose: ((closed: any) => void) | null;
  onerror: ((error: any) => void) | null;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

export type SocketConstructor = new (url: string, protocols: string[]) => Socket;

const PROTOCOL = "prosa.v1";
/** The time-out for the connection and `hello`. */
const OPEN_TIMEOUT_MS = 10_000;
/** A connection that has lasted this long counts as working. */
const STEADY_MS = 2_000;

/** Browsers cannot set headers on a socket, so the token is sent as a subprotocol. */
function protocols(token: string): string[] {
  const header = encodeURIComponent("quarkus-http-upgrade#Authorization#Bearer " + token);
  return [PROTOCOL, "bearer-token-carrier", header];
}

/**
 * One socket, from its opening to its end. After the end its messages are ignored, also if its close does not complete.
 */
export class Connection {
  readonly ended: Promise<Disconnection>;
  readonly #socket: Socket;
  readonly #timers: Timers;
  #resolveEnded!: (disconnection: Disconnection) => void;
  #timeoutMs = OPEN_TIMEOUT_MS;
  #lastFrameAt: number;
  #greetedAt: number | undefined;
  #timer: unknown;
  #open = true;

  constructor(
    construct: SocketConstructor,
    url: string,
    token: string,
    timers: Timers,
    onFrame: (frame: ServerFrame) => void,
  ) {
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve));
    this.#timers = timers;
    this.#lastFrameAt = timers.now();
    this.#socket = new construct(url, protocols(token));
    this.#socket.onmessage = (message) => this.#onMessage(message.data, onFrame);
    this.#socket.onclose = (closed) => this.#end(closed.code, closed.reason);
    this.#socket.onerror = () => {}; // the close event follows
    this.#checkTimeout();
  }

  get isOpen(): boolean {
    return this.#open;
  }

  send(frame: ClientFrame): void {
    if (this.#open) this.#socket.send(JSON.stringify(frame));
  }

  /** Ends the connection without waiting for the close of the socket. */
  drop(why: string): void {
    if (!this.#open) return;
    this.#end(1006, why);
    this.#socket.close(1000);
  }

  #onMessage(data: unknown, onFrame: (frame: ServerFrame) => void): void {
    if (!this.#open) return;
    this.#lastFrameAt = this.#timers.now();
    const frame = parsed(data);
    if (frame?.type === "hello") this.#greeted(frame.heartbeatSeconds);
    if (frame) onFrame(frame);
    else this.drop("a frame that is no JSON object");
  }

  #greeted(heartbeatSeconds: number): void {
    this.#greetedAt = this.#lastFrameAt;
    this.#timeoutMs = 2 * 1_000 * heartbeatSeconds;
    this.#timers.clear(this.#timer);
    this.#checkTimeout();
  }

  /** A dead connection sends no close, so it is found by its missing heartbeats. */
  #checkTimeout(): void {
    const leftMs = this.#lastFrameAt + this.#timeoutMs - this.#timers.now();
    if (leftMs <= 0) this.drop(this.#greetedAt === undefined ? "not greeted in time" : "no heartbeat");
    else this.#timer = this.#timers.set(() => this.#checkTimeout(), leftMs);
  }

  #end(code: number, reason: string): void {
    if (!this.#open) return;
    this.#open = false;
    this.#timers.clear(this.#timer);
    const greeted = this.#greetedAt !== undefined;
    const steady = this.#greetedAt !== undefined && this.#timers.now() - this.#greetedAt >= STEADY_MS;
    this.#resolveEnded({ code, reason, greeted, steady });
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
