import type { Cursor } from "./cursor.js";
import type { ClientFrame, DepartmentFrame } from "./frames.js";

/** What was asked of the server about a department, for which cursor. */
interface Line {
  readonly cursor: Cursor;
  state: "asked" | "open" | "leaving";
}

/** What the lines are there for. */
export interface Desk {
  /** Who wants the events of this department now. */
  wants(department: string): Cursor | undefined;
  send(frame: ClientFrame): void;
  /** An event of it is missing. */
  gap(department: string): void;
}

/**
 * The subscriptions of one socket as the server knows them. Of each department one request is under way at a time, so
 * that no answer can be taken for that to another; what is wanted meanwhile is asked for after it.
 */
export class Lines {
  readonly #lines = new Map<string, Line>();
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** What is wanted of this department may have changed. */
  refresh(department: string): void {
    const line = this.#lines.get(department);
    const wanted = this.#desk.wants(department);
    if (line === undefined && wanted) this.#ask(department, wanted);
    if (line?.state === "open" && line.cursor !== wanted) this.#leave(department, line);
  }

  #ask(departmentId: string, cursor: Cursor): void {
    this.#lines.set(departmentId, { cursor, state: "asked" });
    const from = cursor.position && { after: cursor.position.seq, epoch: cursor.position.epoch };
    this.#desk.send({ type: "subscribe", departmentId, ...from });
  }

  #leave(departmentId: string, line: Line): void {
    line.state = "leaving";
    this.#desk.send({ type: "unsubscribe", departmentId });
  }

  take(frame: DepartmentFrame): void {
    const line = this.#lines.get(frame.departmentId);
    if (line === undefined) return;
    if (frame.type === "unsubscribed") return this.#unsubscribed(frame.departmentId, line, frame.reason);
    const answers = frame.type === "subscribed" || frame.type === "resync";
    if (line.state === "asked" && answers) line.state = "open";
    if (line.state === "open" && line.cursor.take(frame)) this.#desk.gap(frame.departmentId);
    this.refresh(frame.departmentId);
  }

  /** What was asked for is answered as such, even where the right has ended just before. */
  #unsubscribed(department: string, line: Line, reason: string): void {
    if (line.state !== (reason === "requested" ? "leaving" : "open")) return;
    this.#over(department, line, line.state === "open" ? reason : undefined);
  }

  /** An error frame. */
  refused(department: string, code: string): void {
    const line = this.#lines.get(department);
    if (line && line.state !== "open") this.#over(department, line, line.state === "asked" ? code : undefined);
  }

  #over(department: string, line: Line, refusal: string | undefined): void {
    this.#lines.delete(department);
    if (refusal !== undefined) line.cursor.refuse(refusal);
    // who was refused decides for itself whether to ask again
    if (this.#desk.wants(department) !== line.cursor) this.refresh(department);
  }

  /** The server says up to where it has sent: whoever has less has lost something. */
  check(positions: Readonly<Record<string, number>>): void {
    for (const [department, { cursor, state }] of this.#lines) {
      const sent = positions[department];
      const have = cursor.position?.seq;
      if (state === "open" && sent !== undefined && have !== undefined && sent > have) return this.#desk.gap(department);
    }
  }

  /** The socket is gone. */
  close(): void {
    for (const { cursor } of this.#lines.values()) cursor.attachment = 0;
    this.#lines.clear();
  }
}
