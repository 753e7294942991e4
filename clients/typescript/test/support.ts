import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import type { LiveEvent, Timers } from "../src/index.js";

/** Waits for a condition, checked again after each turn of the event loop. */
export async function eventually(condition: () => boolean, what = condition.toString()): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`in vain: ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Time that passes when the test says so, and chance as the test wants it. */
export class ManualTimers implements Timers {
  chance = 0.5;
  #now = Date.parse("2026-01-01T00:00:00Z");
  #timers = new Map<number, { at: number; callback: () => void }>();
  #last = 0;

  now = () => this.#now;
  random = () => this.chance;

  set(callback: () => void, ms: number): number {
    this.#timers.set(++this.#last, { at: this.#now + ms, callback });
    return this.#last;
  }

  clear(timer: unknown): void {
    this.#timers.delete(timer as number);
  }

  get size(): number {
    return this.#timers.size;
  }

  inMs(ms: number): string {
    return new Date(this.#now + ms).toISOString();
  }

  /** Runs what falls due, each at its time, and lets what follows from it happen. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.#timers].filter(([, timer]) => timer.at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#now = Math.max(this.#now, due[1].at);
      this.#timers.delete(due[0]);
      due[1].callback();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#now = end;
  }
}

/** One connection as the server sees it. */
export class Peer {
  readonly received: any[] = [];
  readonly socket: WebSocket;
  readonly token: string;
  closed = false;
  #seen = 0;

  constructor(socket: WebSocket, request: IncomingMessage) {
    this.socket = socket;
    const header = decodeURIComponent(String(request.headers["sec-websocket-protocol"]).split(",")[2]!.trim());
    this.token = header.replace("quarkus-http-upgrade#Authorization#Bearer ", "");
    socket.on("message", (data) => this.received.push(JSON.parse(String(data))));
    socket.on("close", () => (this.closed = true));
  }

  hello(more: object = {}): this {
    return this.send({
      type: "hello",
      protocol: "prosa.v1",
      agentId: "ana",
      departments: [{ id: "sales", name: "Sales" }],
      heartbeatSeconds: 20,
      expiresAt: null,
      ...more,
    });
  }

  send(frame: object): this {
    this.socket.send(JSON.stringify(frame));
    return this;
  }

  subscribed(seq: number, departmentId = "sales", epoch = "e1"): this {
    return this.send({ type: "subscribed", departmentId, seq, epoch });
  }

  resync(seq: number, epoch = "e1", departmentId = "sales"): this {
    return this.send({ type: "resync", departmentId, seq, epoch, reason: "expired" });
  }

  events(...seqs: number[]): this {
    return this.send({ type: "events", departmentId: "sales", events: seqs.map(event) });
  }

  caughtUp(seq = 0): this {
    return this.send({ type: "caughtUp", departmentId: "sales", seq });
  }

  /** The next frame that the client sent. */
  async next(): Promise<any> {
    await eventually(() => this.received.length > this.#seen, "a frame of the client's");
    return this.received[this.#seen++];
  }
}

/** A server that the test controls. */
export class Server {
  readonly peers: Peer[] = [];
  /** The status that an upgrade is refused with. */
  refuses: number | undefined;
  refused = 0;
  readonly #server: WebSocketServer;
  #seen = 0;

  private constructor(server: WebSocketServer) {
    this.#server = server;
    server.on("connection", (socket, request) => this.peers.push(new Peer(socket, request)));
  }

  static async start(): Promise<Server> {
    let server: Server;
    const sockets = new WebSocketServer({
      host: "127.0.0.1",
      port: 0,
      handleProtocols: (offered) => (offered.has("prosa.v1") ? "prosa.v1" : false),
      verifyClient: (_, answer) => server.#admit(answer),
    });
    server = new Server(sockets);
    await new Promise((resolve) => sockets.once("listening", resolve));
    return server;
  }

  #admit(answer: (admitted: boolean, status?: number) => void): void {
    if (this.refuses !== undefined) this.refused++;
    answer(this.refuses === undefined, this.refuses);
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1/live`;
  }

  /** The next connection. */
  async next(): Promise<Peer> {
    await eventually(() => this.peers.length > this.#seen, "a connection");
    return this.peers[this.#seen++]!;
  }

  async stop(): Promise<void> {
    for (const peer of this.peers) peer.socket.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export function event(seq: number): LiveEvent {
  const agent = { id: "ana", name: `Ana ${seq}` };
  return { seq, type: "agent.updated", at: "2026-01-01T00:00:00.000Z", data: { agent } };
}
