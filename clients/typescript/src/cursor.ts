import type { DepartmentFrame, LiveEvent } from "./frames.js";
import type { Position } from "./model.js";

/** What comes in for one subscription, in order. */
export type Item =
  | { readonly type: "event"; readonly event: LiveEvent; readonly position: Position }
  | { readonly type: "started" | "missed"; readonly position: Position; readonly reason: string }
  | { readonly type: "caughtUp"; readonly attachment: number }
  | { readonly type: "behind" }
  | { readonly type: "refused"; readonly reason: string };

/**
 * Where one subscription has read its feed up to, and what it has not handled yet. It takes each event once and in
 * order; a subscription that begins again makes another.
 */
export class Cursor {
  /** Of what has come in, handled or not; absent until the server says where "from now on" is. */
  position: Position | undefined;
  /** Which attachment to a socket this is, the first being 1; 0 while there is none. */
  attachment = 0;
  #attachments = 0;
  #items: Item[] = [];
  #wake: (() => void) | undefined;
  #open = true;
  readonly #most: number;
  readonly #resumes: boolean;

  /**
   * @param most events that wait to be handled; at so many it ends
   * @param resumes whether it goes on after a resync; else it ends there
   */
  constructor(position: Position | undefined, most: number, resumes: boolean) {
    this.position = position;
    this.#most = most;
    this.#resumes = resumes;
  }

  /** Whether more may come; after its end what waits is still handled. */
  get isOpen(): boolean {
    return this.#open;
  }

  /** @returns whether something is missing before it: then nothing of it is taken from there on */
  take(frame: DepartmentFrame): boolean {
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
    if (this.#items.length >= this.#most) this.#end({ type: "behind" });
    return gap;
  }

  /** @returns false if one is missing before it */
  #event(event: LiveEvent): boolean {
    const last = this.position;
    if (last === undefined || event.seq <= last.seq) return true;
    if (event.seq > last.seq + 1) return false;
    this.position = { seq: event.seq, epoch: last.epoch };
    this.#put({ type: "event", event, position: this.position });
    return true;
  }

  /** The server gives it nothing, or no more. */
  refuse(reason: string): void {
    this.#end({ type: "refused", reason });
  }

  #end(last: Item): void {
    this.#open = false;
    this.#put(last);
  }

  #put(item: Item): void {
    this.#items.push(item);
    this.#wake?.();
  }

  /** What waits, as soon as something does; nothing once the signal says to stop. */
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
      this.#wake = done;
      signal.addEventListener("abort", done);
    });
  }
}
