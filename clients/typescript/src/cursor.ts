import type { DepartmentFrame, LiveEvent } from "./frames.js";
import type { Position } from "./model.js";

/** What one subscription receives, in order. */
export type Item =
  | { readonly type: "event"; readonly event: LiveEvent; readonly position: Position }
  | { readonly type: "started" | "missed"; readonly position: Position; readonly reason: string }
  | { readonly type: "caughtUp"; readonly attachment: number }
  | { readonly type: "behind" }
  | { readonly type: "refused"; readonly reason: string };

/**
 * The position of one subscription in its feed, and the items that it has not handled yet. It accepts each event once
 * and in order. A subscription that starts again creates a new cursor.
 */
export class Cursor {
  /** After the last received event, handled or not; undefined until the server has sent the start position. */
  position: Position | undefined;
  /** The number of the current attachment to a socket, from 1; 0 while there is none. */
  attachment = 0;
  #attachments = 0;
  #items: Item[] = [];
  #itemsArrived: (() => void) | undefined;
  #open = true;
  readonly #maxItems: number;
  readonly #resumes: boolean;

  /**
   * @param maxItems the number of waiting items at which the cursor ends
   * @param resumes whether it continues after a resync; otherwise it ends there
   */
  constructor(position: Position | undefined, maxItems: number, resumes: boolean) {
    this.position = position;
    this.#maxItems = maxItems;
    this.#resumes = resumes;
  }

  /** Whether it accepts more. After its end the waiting items are still handled. */
  get isOpen(): boolean {
    return this.#open;
  }

  /** @returns whether an event is missing before this frame; events after a gap are not accepted */
  onFrame(frame: DepartmentFrame): boolean {
    switch (frame.type) {
      case "subscribed":
        this.#attached();
        if (this.position === undefined) this.#moved("started", frame, "");
        return false;
      case "resync":
        this.#attached();
        this.#moved("missed", frame, frame.reason);
        this.#open = this.#resumes;
        return false;
      case "caughtUp":
        this.#put({ type: "caughtUp", attachment: this.attachment });
        return false;
      case "events":
        return this.#events(frame.events);
      default:
        return false;
    }
  }

  #attached(): void {
    if (this.attachment === 0) this.attachment = ++this.#attachments;
  }

  #moved(type: "started" | "missed", { seq, epoch }: Position, reason: string): void {
    this.position = { seq, epoch };
    this.#put({ type, position: this.position, reason });
  }

  #events(events: readonly LiveEvent[]): boolean {
    const gap = !events.every((event) => this.#event(event));
    if (this.#items.length >= this.#maxItems) this.#end({ type: "behind" });
    return gap;
  }

  /** @returns false if an event is missing before this one */
  #event(event: LiveEvent): boolean {
    const last = this.position;
    if (last === undefined || event.seq <= last.seq) return true;
    if (event.seq > last.seq + 1) return false;
    this.position = { seq: event.seq, epoch: last.epoch };
    this.#put({ type: "event", event, position: this.position });
    return true;
  }

  /** The server refuses the subscription, or has ended it. */
  refuse(reason: string): void {
    this.#end({ type: "refused", reason });
  }

  #end(last: Item): void {
    this.#open = false;
    this.#put(last);
  }

  #put(item: Item): void {
    this.#items.push(item);
    this.#itemsArrived?.();
  }

  /** Waits for items and returns them; returns none after the signal was aborted. */
  async next(signal: AbortSignal): Promise<readonly Item[]> {
    if (this.#items.length === 0 && !signal.aborted) await this.#something(signal);
    const items = this.#items;
    this.#items = [];
    return signal.aborted ? [] : items;
  }

  #something(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener("abort", done);
        resolve();
      };
      this.#itemsArrived = done;
      signal.addEventListener("abort", done);
    });
  }
}
