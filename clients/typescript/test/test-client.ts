import type { TestContext } from "node:test";
import { WebSocket } from "ws";
import { type LiveEvent, type LiveOptions, type ClientEvents, type Position, ProsaLive } from "../src/index.js";
import { ManualTimers, Server, eventually } from "./support.js";

/** A client and its server, both closed after the test. */
export class TestClient {
  readonly server: Server;
  readonly timers = new ManualTimers();
  readonly live: ProsaLive;
  readonly states: ClientEvents["state"][] = [];
  readonly warnings: ClientEvents["warning"][] = [];
  /** Each time a token was asked for: whether a fresh one. */
  readonly asked: boolean[] = [];

  private constructor(server: Server, options: Partial<LiveOptions>) {
    this.server = server;
    this.live = new ProsaLive({
      url: server.url,
      token: (fresh) => `token ${this.asked.push(fresh)}`,
      WebSocket,
      timers: this.timers,
      ...options,
    });
    this.live.on("state", (state) => this.states.push(state));
    this.live.on("warning", (warning) => this.warnings.push(warning));
  }

  static async open(test: TestContext, options: Partial<LiveOptions> = {}): Promise<TestClient> {
    const client = new TestClient(await Server.start(), options);
    test.after(async () => {
      client.live.disconnect();
      await client.server.stop();
    });
    return client;
  }

  /** The next connection, greeted, and long enough ago to count as steady. */
  async steady(more: object = {}) {
    if (this.live.state === "disconnected") this.live.connect();
    const peer = (await this.server.next()).hello(more);
    await eventually(() => this.live.state === "connected");
    await this.timers.advance(2_000);
    return peer;
  }

  /** How long until the next attempt, once the connection is lost. */
  async retryMs(): Promise<number> {
    await eventually(() => this.states.at(-1)?.retryMs !== undefined, "a loss");
    return this.states.at(-1)!.retryMs!;
  }

  /** The next attempt is made now. */
  async retried() {
    await this.timers.advance(await this.retryMs());
    return this.server.next();
  }

  /** A subscriber of events only, and what it received. */
  watch(from?: Position) {
    const received: (number | string)[] = [];
    const subscription = this.live.subscribe("sales", {
      ...(from ? { from } : {}),
      apply: (event: LiveEvent) => void received.push(event.seq),
      missed: ({ seq }, reason) => void received.push(`${reason} ${seq}`),
      ended: (reason) => void received.push(reason),
    });
    return { received, subscription };
  }
}
