import type { Cursor } from "./cursor.js";
import type { ClientFrame, DepartmentFrame } from "./frames.js";

/** The last request to the server about a department, and its cursor. */
interface SocketSubscription {
  readonly cursor: Cursor;
  state: "subscribing" | "subscribed" | "unsubscribing";
}

/** What the subscriptions of a socket need from the client. */
export interface Host {
  /** The cursor that needs the events of this department now. */
  cursorOf(department: string): Cursor | undefined;
  send(frame: ClientFrame): void;
  /** An event of the department is missing. */
  gap(department: string): void;
}

/**
 * The subscriptions of one socket as the server knows them. Each department has at most one pending request, so that a
 * response cannot be mistaken for the response to another request. Later changes are sent after that response.
 */
export class SocketSubscriptions {
  readonly #subscriptions = new Map<string, SocketSubscription>();
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Subscribes or unsubscribes if the cursor of this department has changed. */
  refresh(department: string): void {
    const subscription = this.#subscriptions.get(department);
    const cursor = this.#host.cursorOf(department);
    if (subscription === undefined) return cursor && this.#subscribe(department, cursor);
    if (subscription.state === "subscribed" && subscription.cursor !== cursor) this.#unsubscribe(department, subscription);
  }

  #subscribe(departmentId: string, cursor: Cursor): void {
    this.#subscriptions.set(departmentId, { cursor, state: "subscribing" });
    const from = cursor.position && { after: cursor.position.seq, epoch: cursor.position.epoch };
    this.#host.send({ type: "subscribe", departmentId, ...from });
  }

  #unsubscribe(departmentId: string, subscription: SocketSubscription): void {
    subscription.state = "unsubscribing";
    this.#host.send({ type: "unsubscribe", departmentId });
  }

  onFrame(frame: DepartmentFrame): void {
    const subscription = this.#subscriptions.get(frame.departmentId);
    if (subscription === undefined) return;
    if (frame.type === "unsubscribed") return this.#unsubscribed(frame.departmentId, subscription, frame.reason);
    const answers = frame.type === "subscribed" || frame.type === "resync";
    if (subscription.state === "subscribing" && answers) subscription.state = "subscribed";
    if (subscription.state === "subscribed" && subscription.cursor.onFrame(frame)) this.#host.gap(frame.departmentId);
    this.refresh(frame.departmentId);
  }

  /** An unsubscribe request is answered as `requested`, even if access has ended just before. */
  #unsubscribed(department: string, subscription: SocketSubscription, reason: string): void {
    if (subscription.state !== (reason === "requested" ? "unsubscribing" : "subscribed")) return;
    this.#remove(department, subscription, subscription.state === "subscribed" ? reason : undefined);
  }

  /** Handles an error frame about a department. */
  refused(department: string, code: string): void {
    const subscription = this.#subscriptions.get(department);
    if (subscription === undefined || subscription.state === "subscribed") return;
    this.#remove(department, subscription, subscription.state === "subscribing" ? code : undefined);
  }

  #remove(department: string, subscription: SocketSubscription, refusal: string | undefined): void {
    this.#subscriptions.delete(department);
    if (refusal !== undefined) subscription.cursor.refuse(refusal);
    // a refused cursor decides itself whether to subscribe again
    if (this.#host.cursorOf(department) !== subscription.cursor) this.refresh(department);
  }

  /** Compares the positions that the server has sent with those that were received, to find a gap. */
  check(positions: Readonly<Record<string, number>>): void {
    for (const [department, { cursor, state }] of this.#subscriptions) {
      const sent = positions[department];
      const received = cursor.position?.seq;
      if (state !== "subscribed" || sent === undefined || received === undefined) continue;
      if (sent > received) return this.#host.gap(department);
    }
  }

  /** The socket has ended. */
  close(): void {
    for (const { cursor } of this.#subscriptions.values()) cursor.attachment = 0;
    this.#subscriptions.clear();
  }
}
