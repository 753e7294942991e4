export type { EventData, EventType, LiveEvent } from "./frames.js";
export {
  AccessEnded,
  type EndReason,
  type EventHandlers,
  type StateHandlers,
  type SubscriptionState,
} from "./handlers.js";
export { ProsaLive } from "./live.js";
export type * from "./model.js";
export type { ClientEvents, LiveOptions, LiveState } from "./options.js";
export { type QueueSource, loadQueue } from "./queue.js";
export type { Retry } from "./retry.js";
export type { Socket, SocketConstructor } from "./connection.js";
export type { Subscription } from "./subscription.js";
export { type Timers, realTimers } from "./timers.js";
export { type QueueSnapshot, QueueView, type QueueViewOptions } from "./view.js";
