import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Conversation } from "prosa-live";
import type { Desk } from "../desk/desk.js";
import type { Thread } from "./thread.js";

const MIN_INTERVAL_MS = 1_000;

interface Host extends ReactiveControllerHost {
  readonly desk: Desk;
  readonly thread: Thread;
  readonly covered: boolean;
}

/**
 * Marks messages as read when the assignee can see them and the page has the focus. When another agent sees them they
 * stay unread for everyone.
 */
export class ReadMarker implements ReactiveController {
  readonly #host: Host;
  readonly #lastVisibleSeq: () => number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #markedAt = 0;

  constructor(host: Host, lastVisibleSeq: () => number | undefined) {
    this.#host = host;
    this.#lastVisibleSeq = lastVisibleSeq;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.#onAttention);
    addEventListener("focus", this.#onAttention);
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.#onAttention);
    removeEventListener("focus", this.#onAttention);
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Called when other messages may have become visible. */
  check(): void {
    if (this.#timer !== undefined || this.#upTo() === undefined) return;
    const wait = Math.max(0, this.#markedAt + MIN_INTERVAL_MS - Date.now());
    this.#timer = setTimeout(() => void this.#mark(), wait);
  }

  readonly #onAttention = () => this.check();

  #upTo(): number | undefined {
    const { desk, thread, covered } = this.#host;
    const now = thread.conversation;
    if (!now || !thread.active || covered || document.hidden || !document.hasFocus()) return undefined;
    if (now.assignedTo?.id !== desk.me.id || now.unreadCount === 0) return undefined;
    const last = this.#lastVisibleSeq();
    return last !== undefined && last > now.lastReadSeq ? last : undefined;
  }

  async #mark(): Promise<void> {
    const upToSeq = this.#upTo();
    this.#markedAt = Date.now();
    try {
      if (upToSeq !== undefined) await markRead(this.#host.desk, this.#host.thread, upToSeq);
    } catch {
      // the next visible message tries again
    } finally {
      this.#timer = undefined;
    }
  }
}

/** @param upToSeq undefined marks all messages */
export async function markRead(desk: Desk, thread: Thread, upToSeq?: number): Promise<void> {
  const body = upToSeq === undefined ? undefined : { upToSeq };
  thread.update(await desk.api.call<Conversation>(`/conversations/${thread.id}/read`, { method: "PATCH", body }));
}
