import type { Person } from "./model.js";
import type { Retry } from "./retry.js";
import type { SocketConstructor } from "./connection.js";
import type { Timers } from "./timers.js";

export interface LiveOptions {
  /** `wss://desk.example.com/v1/live` */
  readonly url: string;
  /**
   * Returns the token for the next connection or for a renewal. The client disconnects if it throws {@link AccessEnded}.
   *
   * @param fresh whether the previous token may have been refused, so that it must not be returned again
   */
  token(fresh: boolean): string | PromiseLike<string>;
  /** The delays between attempts. The default is up to 0.5 s for the first and up to 30 s for later ones. */
  readonly retry?: Retry;
  /** The constructor to use instead of the global `WebSocket`. */
  readonly WebSocket?: SocketConstructor;
  readonly timers?: Timers;
}

/** `disconnected`: not connected yet, or disconnected for good. `connecting`: between two connections too. */
export type LiveState = "disconnected" | "connecting" | "connected";

/** The events of the client, for {@link ProsaLive.on}. */
export interface ClientEvents {
  /** The new state, the close code and reason that led to it, and the milliseconds until the next attempt. */
  state: { readonly state: LiveState; readonly code?: number; readonly reason?: string; readonly retryMs?: number };
  /** The departments that the caller can view; emitted at each connection and when they change. */
  departments: readonly Person[];
  /** An error that the client has handled or will retry; for a log. */
  warning: {
    readonly what: "connection" | "gap" | "subscription" | "renewal" | "refused";
    readonly department?: string;
    readonly cause: unknown;
  };
}
