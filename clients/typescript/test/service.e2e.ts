// Against the service with its demo data: node build/test/service.e2e.js http://localhost:8080
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { WebSocket } from "ws";
import { type LiveEvent, type LiveOptions, ProsaLive, type QueueSnapshot, QueueView, loadQueue, realTimers } from "../src/index.js";
import { Api } from "./api.js";
import { TakesAll, byId } from "./control.js";
import { Wire } from "./proxy.js";

const BASE = process.argv[2] ?? "http://localhost:8080";
const TRANSFERS = 1_000;
const PATIENCE_MS = 60_000;

async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!condition()) {
    assert.ok(Date.now() < deadline, `in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A client of its own, closed after the test. */
function open(t: TestContext, api: Api, options: Partial<LiveOptions> = {}): ProsaLive {
  const url = BASE.replace("http", "ws") + "/v1/live";
  const live = new ProsaLive({ url, token: api.token, WebSocket, retry: { firstMs: 20, maxMs: 200 }, ...options });
  t.after(() => live.disconnect());
  live.connect();
  return live;
}

/** The events of one department, to apply them again. */
interface Record {
  snapshot: QueueSnapshot;
  loads: number;
  events: LiveEvent[];
}

/** A view that fails once a row that is shown is older than it was. */
class NeverBack extends QueueView {
  readonly #versions = new Map<string, number>();

  override apply(department: string, event: LiveEvent): void {
    super.apply(department, event);
    const id = "conversation" in event.data ? event.data.conversation.id : undefined;
    const row = id === undefined ? undefined : this.get(id);
    if (row === undefined) return;
    assert.ok(row.version >= (this.#versions.get(row.id) ?? 0), `${row.id} went back to ${row.version}`);
    this.#versions.set(row.id, row.version);
  }
}

/** Shows departments in one view, and records the events. */
class Screen {
  readonly view = new NeverBack();
  readonly records = new Map<string, Record>();
  readonly #live: ProsaLive;

  constructor(live: ProsaLive, api: Api, departments: readonly string[]) {
    this.#live = live;
    for (const department of departments) this.#follow(api, department);
  }

  #follow(api: Api, department: string): void {
    const record: Record = { snapshot: { data: [], feed: { seq: 0, epoch: "" } }, loads: 0, events: [] };
    this.records.set(department, record);
    const shown = this.view.follow(department, (signal) => loadQueue({ url: BASE, token: api.token }, department, signal));
    this.#live.subscribe<QueueSnapshot>(department, {
      ...shown,
      reset(snapshot) {
        Object.assign(record, { snapshot, loads: record.loads + 1 });
        return shown.reset(snapshot);
      },
      apply(event) {
        record.events.push(event);
        return shown.apply(event);
      },
    });
  }

  /** The seq up to which the department was heard. */
  seq(department: string): number {
    const { snapshot, events } = this.records.get(department)!;
    return events.at(-1)?.seq ?? snapshot.feed.seq;
  }

  /** Applies the same to another view, the departments in a random interleaving. */
  tellAgain(other: { reset: QueueView["reset"]; apply: QueueView["apply"] }): void {
    const left = [...this.records].map(([department, { snapshot, events }]) => {
      other.reset(department, snapshot.data);
      return { department, events: [...events].reverse() };
    });
    for (let feeds = left; feeds.length > 0; feeds = left.filter(({ events }) => events.length > 0)) {
      const { department, events } = feeds[Math.floor(Math.random() * feeds.length)]!;
      // a burst, as frames come
      for (let i = 1 + Math.random() * 20; i > 0 && events.length > 0; i--) other.apply(department, events.pop()!);
    }
  }
}

test("a conversation sent to and fro a thousand times, over a wire that is cut, ends where it is", async (t) => {
  const api = new Api(BASE, "carla@demo.prosa");
  const departments = await api.ids("/departments");
  const [sales, support] = [departments.get("Sales").id, departments.get("Support").id];
  const channels = [...(await api.ids("/channels")).values()].filter((channel) => channel.departmentId === sales);
  const phone = (n: number) => `+55119${String(Date.now()).slice(-7)}${n}`;
  const conversations = await Promise.all([0, 1, 2, 3].map((n) => api.hears(channels[0].id, phone(n))));

  const service = new URL(BASE);
  const wire = new Wire(service.hostname, Number(service.port || 80));
  t.after(() => wire.close());
  const live = open(t, api, { url: `${await wire.open()}/v1/live` });
  const screen = new Screen(live, api, [sales, support]);
  await until(() => live.state === "connected", "a connection");

  const began = Date.now();
  let working = true;
  const cutting = (async () => {
    while (working) {
      await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 500));
      wire.cut();
    }
  })();
  const places = new Map<string, string>();
  const send = (conversation: string) => {
    places.set(conversation, places.get(conversation) === support ? sales : support);
    return api.call("PATCH", `/conversations/${conversation}/transfer`, { departmentId: places.get(conversation) });
  };
  // the one, and at the same time now a message to any, now another one that is sent on
  for (let i = 0; i < TRANSFERS; i++) {
    const besides = [() => api.hears(channels[0].id, phone(i % 4)), () => send(conversations[1 + (i % 3)]!)][i % 10];
    await Promise.all([send(conversations[0]!), besides?.()]);
  }
  working = false;
  await cutting;
  const tookMs = Date.now() - began;

  const fresh = await Promise.all(
    [sales, support].map((department) => loadQueue({ url: BASE, token: api.token }, department, AbortSignal.timeout(PATIENCE_MS))),
  );
  await until(() => [sales, support].every((d, i) => screen.seq(d) >= fresh[i]!.feed.seq), "the last events");
  const truth = byId(fresh.flatMap(({ data }) => data));
  assert.deepEqual(byId(screen.view.rows()), truth);

  let received = 0;
  for (const { snapshot, events, loads } of screen.records.values()) {
    received += events.length;
    assert.equal(loads, 1);
    assert.deepEqual(events.map(({ seq }) => seq), events.map((_, i) => snapshot.feed.seq + 1 + i));
  }
  assert.ok(received >= 2 * TRANSFERS);
  assert.ok(wire.cuts >= 5, `only ${wire.cuts} cuts`);

  // the same events in other orders, for the rule of versions and for the control without
  let wrong = 0;
  for (let run = 0; run < 100; run++) {
    const [view, control] = [new NeverBack(), new TakesAll()];
    screen.tellAgain(view);
    screen.tellAgain(control);
    assert.deepEqual(byId(view.rows()), truth);
    if (JSON.stringify(byId(control.rows())) !== JSON.stringify(truth)) wrong++;
  }
  assert.ok(wrong > 0);
  t.diagnostic(`${TRANSFERS} transfers in ${tookMs} ms, ${received} events over ${wire.cuts} cuts; control wrong in ${wrong} of 100`);
});

test("from a position of another history it fetches the snapshot and goes on from there", async (t) => {
  const api = new Api(BASE, "carla@demo.prosa");
  const sales = (await api.ids("/departments")).get("Sales").id;
  const view = new QueueView();
  const source = { url: BASE, token: api.token, filters: "status=PENDING&status=OPEN" };
  const subscription = open(t, api).subscribe<QueueSnapshot>(sales, {
    ...view.follow(sales, (signal) => loadQueue(source, sales, signal)),
    from: { seq: 1, epoch: "of a copy that was restored" },
  });
  await until(() => subscription.state === "live", "the snapshot");
  const fresh = await loadQueue(source, sales, AbortSignal.timeout(PATIENCE_MS));
  assert.deepEqual(byId(view.rows()), byId(fresh.data));
});

test("a department that one may not see ends the subscription, with a snapshot or without", async (t) => {
  const api = new Api(BASE, "ana@demo.prosa");
  const support = (await new Api(BASE, "carla@demo.prosa").ids("/departments")).get("Support").id;
  const live = open(t, api);
  const ends: string[] = [];
  const ended = (reason: string) => void ends.push(reason);
  const view = new QueueView();
  const load = (signal: AbortSignal) => loadQueue({ url: BASE, token: api.token }, support, signal);
  live.subscribe<QueueSnapshot>(support, { ...view.follow(support, load), ended });
  await until(() => ends.length === 1, "the end");
  live.subscribe(support, { apply() {}, missed() {}, ended });
  await until(() => ends.length === 2, "the end");
  assert.deepEqual(ends, ["forbidden", "forbidden"]);
});

test("the service takes the renewed token", async (t) => {
  const answers: string[] = [];
  class Heard extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols);
      this.on("message", (data) => answers.push(JSON.parse(String(data)).type));
    }
  }
  // what would wait for minutes happens at once
  const timers = { ...realTimers, set: (call: () => void, ms: number) => realTimers.set(call, ms > 100_000 ? 0 : ms) };
  const live = open(t, new Api(BASE, "bruno@demo.prosa"), { WebSocket: Heard, timers });
  await until(() => answers.includes("renewed"), "the renewal");
  assert.equal(live.state, "connected");
});
