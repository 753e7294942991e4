import type { Message, MessageError, MessageStatus } from "prosa-live";

/** Of an outbound message: forwards only. */
const RANK: Readonly<Record<MessageStatus, number>> = { QUEUED: 0, SENT: 1, DELIVERED: 2, READ: 3, FAILED: 4 };

interface StatusUpdate {
  readonly status: MessageStatus;
  readonly error: MessageError | null;
}

/**
 * The latest messages of a conversation without a gap, in the order of their seq, each once. What comes before those
 * that lie between is kept aside until they are there.
 */
export class MessageWindow {
  readonly #outOfOrder = new Map<number, Message>();
  readonly #statuses = new Map<number, StatusUpdate>();
  #all: readonly Message[] = [];

  get all(): readonly Message[] {
    return this.#all;
  }

  /** The seq of its first message; 1 while there is none, for before that there is nothing. */
  get first(): number {
    return this.#all[0]?.seq ?? 1;
  }

  /** The seq of its last message; 0 while there is none. */
  get last(): number {
    return this.#all.at(-1)?.seq ?? 0;
  }

  /** Whether there is a later message that those between are missing for. */
  get gap(): boolean {
    return this.#outOfOrder.size > 0;
  }

  /** Begins with the latest ones. */
  reset(messages: readonly Message[]): void {
    const sorted = messages.map((one) => this.#latest(one)).sort((a, b) => a.seq - b.seq);
    this.#all = sorted;
    for (const seq of [...this.#outOfOrder.keys()]) if (seq <= this.last) this.#outOfOrder.delete(seq);
    this.#join();
  }

  /** In any order, also again. */
  add(messages: readonly Message[]): void {
    const known = new Map(this.#all.map((one) => [one.seq, one]));
    for (const message of messages) {
      const now = this.#latest(message, known.get(message.seq));
      if (known.has(message.seq)) known.set(message.seq, now);
      else this.#outOfOrder.set(message.seq, now);
    }
    this.#all = [...known.values()];
    this.#join();
  }

  /** The message may not be here yet. */
  updateStatus(seq: number, update: StatusUpdate): void {
    if ((RANK[this.#statuses.get(seq)?.status ?? "QUEUED"]) <= RANK[update.status]) this.#statuses.set(seq, update);
    this.#all = this.#all.map((one) => (one.seq === seq ? this.#latest(one) : one));
  }

  #join(): void {
    const before: Message[] = [];
    const after: Message[] = [];
    for (let one = this.#take(this.first - 1); one; one = this.#take(one.seq - 1)) before.unshift(one);
    for (let one = this.#take(this.last + 1); one; one = this.#take(one.seq + 1)) after.push(one);
    if (before.length + after.length > 0) this.#all = [...before, ...this.#all, ...after];
  }

  #take(seq: number): Message | undefined {
    const found = this.#outOfOrder.get(seq);
    this.#outOfOrder.delete(seq);
    return found;
  }

  /** A page may have been read before an event, and come after it. */
  #latest(message: Message, known: Message | undefined = message): Message {
    const update = this.#statuses.get(message.seq);
    const states: readonly StatusUpdate[] = [message, known, ...(update ? [update] : [])];
    const { status, error } = states.reduce((a, b) => (RANK[b.status] > RANK[a.status] ? b : a));
    return message.status === status ? message : { ...message, status, error };
  }
}
