import type { Message, MessageError, MessageStatus } from "prosa-live";

/** The order of the statuses of an outbound message. A status never goes back. */
const RANK: Readonly<Record<MessageStatus, number>> = { QUEUED: 0, SENT: 1, DELIVERED: 2, READ: 3, FAILED: 4 };

interface StatusUpdate {
  readonly status: MessageStatus;
  readonly error: MessageError | null;
}

/**
 * The latest messages of a conversation without a gap, sorted by seq, each once. A message that arrives before its
 * predecessors waits until they are there.
 */
export class MessageWindow {
  readonly #outOfOrder = new Map<number, Message>();
  readonly #statuses = new Map<number, StatusUpdate>();
  #all: readonly Message[] = [];

  get all(): readonly Message[] {
    return this.#all;
  }

  /** The seq of the first message; 1 if there is none, because no message has a lower seq. */
  get first(): number {
    return this.#all[0]?.seq ?? 1;
  }

  /** The seq of the last message; 0 if there is none. */
  get last(): number {
    return this.#all.at(-1)?.seq ?? 0;
  }

  /** Whether messages are missing before one that has arrived. */
  get gap(): boolean {
    return this.#outOfOrder.size > 0;
  }

  /** Replaces all messages with the latest page. */
  reset(messages: readonly Message[]): void {
    const sorted = messages.map((one) => this.#latest(one)).sort((a, b) => a.seq - b.seq);
    this.#all = sorted;
    for (const seq of [...this.#outOfOrder.keys()]) if (seq <= this.last) this.#outOfOrder.delete(seq);
    this.#join();
  }

  /** Adds messages in any order; duplicates are ignored. */
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

  /** Updates the status of a message. The message may arrive later. */
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

  /** The message with its latest status. A page may arrive after an event that is newer. */
  #latest(message: Message, known: Message | undefined = message): Message {
    const update = this.#statuses.get(message.seq);
    const states: readonly StatusUpdate[] = [message, known, ...(update ? [update] : [])];
    const { status, error } = states.reduce((a, b) => (RANK[b.status] > RANK[a.status] ? b : a));
    return message.status === status ? message : { ...message, status, error };
  }
}
