import type { LiveEvent } from "./frames.js";
import type { Position } from "./model.js";

/**
 * - `loading`: the snapshot is being fetched
 * - `resuming`: what is shown may be old: not connected, or events from before still come in
 * - `live`: every event is here as soon as it happens
 * - `ended`: for good
 */
export type SubscriptionState = "loading" | "resuming" | "live" | "ended";

/** `unsubscribed` and `disconnected` by this side, `forbidden`: the right to it has ended or never was. */
export type EndReason = "unsubscribed" | "disconnected" | "forbidden";

interface Handlers {
  /** Where to begin; without it at a snapshot, or from now on. */
  readonly from?: Position;
  /** One event, in the order of its feed; the next one is not handed over before this is done. */
  apply(event: LiveEvent): void | PromiseLike<void>;
  state?(state: SubscriptionState): void;
  ended?(reason: EndReason): void;
}

/** Of a subscriber that keeps a state: told the whole, then what changes. */
export interface StateHandlers<S extends { readonly feed: Position }> extends Handlers {
  /** Fetches the whole with the position it was read at; called at the start and whenever events were missed. */
  load(signal: AbortSignal): PromiseLike<S>;
  /** Puts it in place of all that is there. */
  reset(snapshot: S): void | PromiseLike<void>;
}

/** Of a subscriber that wants events only. */
export interface EventHandlers extends Handlers {
  /** Events up to this position can no longer be had; those after it follow. */
  missed(position: Position, reason: string): void | PromiseLike<void>;
}

/** Thrown by `token` or `load`: there is no access any more, so do not try again. */
export class AccessEnded extends Error {}
