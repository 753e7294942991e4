import type { LiveEvent } from "./frames.js";
import type { Position } from "./model.js";

/**
 * - `loading`: the snapshot is being fetched
 * - `resuming`: the state may be old: not connected, or still receiving earlier events
 * - `live`: every event arrives as soon as it happens
 * - `ended`: for good
 */
export type SubscriptionState = "loading" | "resuming" | "live" | "ended";

/** `unsubscribed` and `disconnected`: by this client. `forbidden`: the caller has no access to the feed. */
export type EndReason = "unsubscribed" | "disconnected" | "forbidden";

interface Handlers {
  /** The start position. Without it, it starts at a snapshot or at the end of the feed. */
  readonly from?: Position;
  /** Called for each event in the order of the feed. The next call waits until this one is done. */
  apply(event: LiveEvent): void | PromiseLike<void>;
  state?(state: SubscriptionState): void;
  ended?(reason: EndReason): void;
}

/** For a subscriber that keeps a state: it receives a snapshot and then the events after it. */
export interface StateHandlers<S extends { readonly feed: Position }> extends Handlers {
  /** Fetches the snapshot with its position. Called at the start and whenever events were missed. */
  load(signal: AbortSignal): PromiseLike<S>;
  /** Replaces the whole state by the snapshot. */
  reset(snapshot: S): void | PromiseLike<void>;
}

/** For a subscriber that needs events only. */
export interface EventHandlers extends Handlers {
  /** Events up to this position are not available any more. Those after it follow. */
  missed(position: Position, reason: string): void | PromiseLike<void>;
}

/** Thrown by `token` or `load` if access has ended, so that the client does not retry. */
export class AccessEnded extends Error {}
