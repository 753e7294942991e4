import type { Person } from "./model.js";
import type { Retry } from "./retry.js";
import type { SocketConstructor } from "./session.js";
import type { Timers } from "./timers.js";

export interface LiveOptions {
  /** `wss://desk.example.com/v1/live` */
  readonly url: string;
  /**
   * The credential for the next socket, or to renew this one with. To throw {@link AccessEnded} is to disconnect.
   *
   * @param fresh whether one that was given before may be refused, so that it should not be given again
   */
  token(fresh: boolean): string | PromiseLike<string>;
  /** Delays between attempts: if not given, up to 0.5 s at first and up to 30 s at last. */
  readonly retry?: Retry;
  /** Where it is not the browser's. */
  readonly WebSocket?: SocketConstructor;
  readonly timers?: Timers;
}

/** `disconnected` is not yet, or for good; `connecting` whenever there is no connection in between. */
export type LiveState = "disconnected" | "connecting" | "connected";

/** What listeners are told. */
export interface LiveTold {
  /** With the close code and reason that led to it, and the milliseconds until the next attempt. */
  state: { readonly state: LiveState; readonly code?: number; readonly reason?: string; readonly retryMs?: number };
  /** The departments that the caller sees: at each connection, and when they change. */
  departments: readonly Person[];
  /** What went wrong and is mended already or will be tried again: for a log. */
  warning: {
    readonly what: "connection" | "gap" | "subscription" | "renewal" | "refused";
    readonly department?: string;
    readonly cause: unknown;
  };
}
