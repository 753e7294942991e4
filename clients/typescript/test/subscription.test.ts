import assert from "node:assert/strict";
import { test } from "node:test";
import { AccessEnded, type LiveEvent, type Position } from "../src/index.js";
import { TestClient } from "./test-client.js";
import { type Peer, eventually } from "./support.js";

const AFTER = (seq: number, epoch = "e1") => ({ type: "subscribe", departmentId: "sales", after: seq, epoch });
const LEAVE = { type: "unsubscribe", departmentId: "sales" };
const LEFT = { type: "unsubscribed", departmentId: "sales", reason: "requested" };

/** A subscriber that keeps a state; what it received, and the snapshots that it asks for, to be answered by the test. */
function subscribeState(client: TestClient, apply: (event: LiveEvent) => void | Promise<void> = () => {}) {
  const received: (number | string)[] = [];
  const loads: { give(feed: Position): void; fail(cause: unknown): void; signal: AbortSignal }[] = [];
  const subscription = client.live.subscribe("sales", {
    load: (signal) => new Promise<{ feed: Position }>((give, fail) => loads.push({ give: (feed) => give({ feed }), fail, signal })),
    reset: ({ feed }) => void received.push(`all at ${feed.seq}`),
    apply(event) {
      received.push(event.seq);
      return apply(event);
    },
    ended: (reason) => void received.push(reason),
  });
  return { received, loads, subscription };
}

/** Loaded at 10 and live. */
async function live(client: TestClient, apply?: (event: LiveEvent) => void | Promise<void>) {
  const subscriber = subscribeState(client, apply);
  const peer = await client.steady();
  subscriber.loads[0]!.give({ seq: 10, epoch: "e1" });
  assert.deepEqual(await peer.next(), AFTER(10));
  peer.subscribed(10).caughtUp(10);
  await eventually(() => subscriber.subscription.state === "live");
  return { ...subscriber, peer };
}

test("it fetches the snapshot and goes on from its position", async (t) => {
  const client = await TestClient.open(t);
  const { received, loads, subscription } = subscribeState(client);
  const peer = await client.steady();
  assert.equal(subscription.state, "loading");
  assert.equal(peer.received.length, 0);
  loads[0]!.give({ seq: 10, epoch: "e1" });
  assert.deepEqual(await peer.next(), AFTER(10));
  peer.subscribed(10).events(11, 12);
  await eventually(() => received.includes(12));
  assert.deepEqual(received, ["all at 10", 11, 12]);
});

test("with a state from before it goes on from there, without a snapshot", async (t) => {
  const client = await TestClient.open(t);
  const { received } = client.watch({ seq: 5, epoch: "e0" });
  assert.deepEqual(await (await client.steady()).next(), AFTER(5, "e0"));
  assert.deepEqual(received, []);
});

test("a snapshot that cannot be had now is asked for again, and as soon as there is a connection", async (t) => {
  const client = await TestClient.open(t);
  const { loads } = subscribeState(client);
  await eventually(() => loads.length === 1);
  for (const ms of [0, 250, 500, 1_000]) {
    const before = client.warnings.length;
    loads.pop()!.fail(new Error("offline"));
    await eventually(() => client.warnings.length > before);
    if (ms > 0) await client.timers.advance(ms - 1);
    if (ms > 0) assert.equal(loads.length, 0);
    if (ms === 1_000) break;
    await client.timers.advance(1);
    await eventually(() => loads.length === 1);
  }
  client.live.connect();
  (await client.server.next()).hello();
  await eventually(() => loads.length === 1);
});

test("a snapshot that never comes is given up and asked for again", async (t) => {
  const client = await TestClient.open(t);
  const { loads } = subscribeState(client);
  await eventually(() => loads.length === 1);
  await client.timers.advance(60_000);
  assert.equal(loads[0]!.signal.aborted, true);
  await client.timers.advance(0);
  await eventually(() => loads.length === 2);
  assert.match(String(client.warnings[0]?.cause), /gave up after 60000 ms/);
});

test("a snapshot without a position is refused", async (t) => {
  const client = await TestClient.open(t);
  const { received, loads } = subscribeState(client);
  await eventually(() => loads.length === 1);
  loads[0]!.give(undefined as unknown as Position);
  await eventually(() => client.warnings.length === 1);
  assert.deepEqual(received, []);
});

test("after a resync it takes nothing of the old feed, fetches the snapshot, and goes on from that", async (t) => {
  const client = await TestClient.open(t);
  const { received, loads, peer, subscription } = await live(client);
  peer.events(11).resync(40, "e2").events(41, 42);
  assert.deepEqual(await peer.next(), LEAVE);
  peer.events(43).send(LEFT);
  await eventually(() => loads.length === 2);
  assert.equal(subscription.state, "loading");
  loads[1]!.give({ seq: 45, epoch: "e2" });
  assert.deepEqual(await peer.next(), AFTER(45, "e2"));
  peer.subscribed(45, "sales", "e2").events(46);
  await eventually(() => received.includes(46));
  assert.deepEqual(received, ["all at 10", 11, "all at 45", 46]);
});

test("a resync in answer to the subscription is the same", async (t) => {
  const client = await TestClient.open(t);
  const { received, loads } = subscribeState(client);
  const peer = await client.steady();
  loads[0]!.give({ seq: 10, epoch: "e1" });
  await peer.next();
  peer.resync(40).send({ type: "caughtUp", departmentId: "sales", seq: 40 }).events(41);
  assert.deepEqual(await peer.next(), LEAVE);
  await eventually(() => loads.length === 2);
  loads[1]!.give({ seq: 41, epoch: "e1" });
  // what it asked for before is answered before it asks again
  await client.timers.advance(1_000);
  assert.equal(peer.received.length, 2);
  peer.send(LEFT);
  assert.deepEqual(await peer.next(), AFTER(41));
  assert.deepEqual(received, ["all at 10", "all at 41"]);
});

test("a server that resyncs for ever is not asked without pause", async (t) => {
  const client = await TestClient.open(t);
  const { loads } = subscribeState(client);
  const peer = await client.steady();
  for (const ms of [0, 250, 500, 1_000]) {
    await eventually(() => loads.length === 1);
    loads.pop()!.give({ seq: 10, epoch: "e1" });
    assert.deepEqual(await peer.next(), AFTER(10));
    peer.resync(40);
    assert.deepEqual(await peer.next(), LEAVE);
    peer.send(LEFT);
    if (ms > 0) await client.timers.advance(ms - 1);
    if (ms > 0) assert.equal(loads.length, 0);
    await client.timers.advance(1);
  }
});

test("a subscriber of events only learns, in order, what was missed", async (t) => {
  const client = await TestClient.open(t);
  const { received, subscription } = client.watch({ seq: 5, epoch: "e1" });
  const peer = await client.steady();
  peer.resync(40, "e2").events(41).caughtUp(41);
  await eventually(() => subscription.state === "live");
  peer.resync(50, "e3").events(51);
  await eventually(() => received.includes(51));
  assert.deepEqual(received, ["expired 40", 41, "expired 50", 51]);
  assert.deepEqual(subscription.position, { seq: 51, epoch: "e3" });
});

test("an event counts as taken when its handler is done, and the next one waits for that", async (t) => {
  const client = await TestClient.open(t);
  const running: (() => void)[] = [];
  const { received, peer, subscription } = await live(client, () => new Promise((done) => running.push(done)));
  peer.events(11, 12).send({ type: "departments", departments: [] });
  await eventually(() => client.live.departments.length === 0);
  assert.deepEqual([running.length, subscription.position?.seq], [1, 10]);
  running.pop()!();
  await eventually(() => running.length === 1);
  assert.deepEqual([received.at(-1), subscription.position?.seq], [12, 11]);
});

test("what came in before a loss is handled, and not asked for again", async (t) => {
  const client = await TestClient.open(t);
  const running: (() => void)[] = [];
  const { received, peer } = await live(client, () => new Promise((done) => running.push(done)));
  peer.events(11, 12);
  await eventually(() => running.length === 1);
  peer.socket.terminate();
  const second = (await client.retried()).hello();
  assert.deepEqual(await second.next(), AFTER(12));
  running.pop()!();
  await eventually(() => running.length === 1);
  assert.deepEqual(received, ["all at 10", 11, 12]);
});

test("a handler that fails gets the event again", async (t) => {
  const client = await TestClient.open(t);
  const tried: number[] = [];
  client.live.subscribe("sales", {
    missed() {},
    apply({ seq }) {
      tried.push(seq);
      if (tried.length <= 2) throw new Error("full");
    },
  });
  const peer = await client.steady();
  assert.deepEqual(await peer.next(), { type: "subscribe", departmentId: "sales" });
  peer.subscribed(0).events(1, 2);
  for (const ms of [0, 250]) {
    assert.deepEqual(await peer.next(), LEAVE);
    peer.events(3).send(LEFT);
    await client.timers.advance(ms);
    assert.deepEqual(await peer.next(), AFTER(0));
    peer.subscribed(0).events(1, 2);
  }
  await eventually(() => tried.length === 4);
  assert.deepEqual(tried, [1, 1, 1, 2]);
  assert.deepEqual(client.warnings.map(({ what }) => what), ["subscription", "subscription"]);
});

test("a state whose handler fails begins anew", async (t) => {
  const client = await TestClient.open(t);
  let broken = true;
  const { received, loads, peer } = await live(client, ({ seq }) => {
    if (seq === 12 && broken) throw new Error("no such row");
  });
  peer.events(11, 12, 13);
  assert.deepEqual(await peer.next(), LEAVE);
  peer.send(LEFT);
  await client.timers.advance(0);
  await eventually(() => loads.length === 2);
  broken = false;
  loads[1]!.give({ seq: 13, epoch: "e1" });
  assert.deepEqual(await peer.next(), AFTER(13));
  assert.deepEqual(received, ["all at 10", 11, 12, "all at 13"]);
});

test("a handler that is too slow has a bound on what waits for it; the rest is asked for when it is through", async (t) => {
  const client = await TestClient.open(t);
  const running: (() => void)[] = [];
  const slow = () => (running.length === 0 ? new Promise<void>((done) => running.push(done)) : undefined);
  const { received, peer, subscription } = await live(client, slow);
  let next = 11;
  const more = (count: number): number[] => Array.from({ length: count }, () => next++);
  peer.events(...more(1));
  await eventually(() => running.length === 1);
  peer.events(...more(9_999));
  await flushed(client, peer, 1);
  assert.equal(peer.received.length, 1);
  peer.events(...more(1)).events(...more(5));
  assert.deepEqual(await peer.next(), LEAVE);
  peer.events(...more(5)).send(LEFT);
  await flushed(client, peer, 2);
  assert.equal(peer.received.length, 2);
  running[0]!();
  await eventually(() => subscription.position?.seq === 10_011);
  await client.timers.advance(0);
  assert.deepEqual(await peer.next(), AFTER(10_011));
  assert.equal(received.length, 1 + 10_001);
});

/** All that the server sent so far has come in. */
async function flushed(client: TestClient, peer: Peer, departments: number): Promise<void> {
  peer.send({ type: "departments", departments: Array(departments) });
  await eventually(() => client.live.departments.length === departments);
}

test("a right that ends, ends the subscription after its last event", async (t) => {
  const client = await TestClient.open(t);
  const { received, peer, subscription } = await live(client);
  peer.events(11).send({ type: "unsubscribed", departmentId: "sales", reason: "forbidden" });
  await eventually(() => subscription.state === "ended");
  assert.deepEqual(received, ["all at 10", 11, "forbidden"]);
  assert.equal(client.live.subscription("sales"), undefined);
  const again = client.watch();
  assert.equal(client.live.subscription("sales"), again.subscription);
});

test("a department that is not to be seen ends it; one that cannot be read now is asked for again", async (t) => {
  const client = await TestClient.open(t);
  const { received } = client.watch();
  const peer = await client.steady();
  for (const ms of [0, 250]) {
    await peer.next();
    peer.send({ type: "error", code: "UNAVAILABLE", message: "Away", departmentId: "sales" });
    if (ms > 0) await eventually(() => client.timers.size === 2, "a pause besides the watchdog");
    await client.timers.advance(ms);
  }
  await peer.next();
  peer.send({ type: "error", code: "NOT_FOUND", message: "No such department", departmentId: "sales" });
  await eventually(() => received.length > 0);
  assert.deepEqual(received, ["forbidden"]);
});

test("a snapshot that may not be had any more ends it", async (t) => {
  const client = await TestClient.open(t);
  const { received, loads } = subscribeState(client);
  await eventually(() => loads.length === 1);
  loads[0]!.fail(new AccessEnded("gone"));
  await eventually(() => received.length === 1);
  assert.deepEqual(received, ["forbidden"]);
  assert.equal(client.timers.size, 0);
});

test("unsubscribed, it hears nothing more, and the department can be subscribed to again", async (t) => {
  const client = await TestClient.open(t);
  const first = await live(client);
  assert.throws(() => client.watch(), /already/);
  first.subscription.unsubscribe();
  const second = client.watch();
  const peer = first.peer;
  assert.deepEqual(await peer.next(), LEAVE);
  peer.events(11).caughtUp(11).send(LEFT);
  assert.deepEqual(await peer.next(), { type: "subscribe", departmentId: "sales" });
  peer.subscribed(20).events(21);
  await eventually(() => second.received.length === 1);
  assert.deepEqual(first.received, ["all at 10", "unsubscribed"]);
  assert.deepEqual(second.received, [21]);
});

test("a right that ends while it is being unsubscribed from does not answer the next subscription", async (t) => {
  const client = await TestClient.open(t);
  const { peer, subscription } = await live(client);
  subscription.unsubscribe();
  const { received } = client.watch();
  assert.deepEqual(await peer.next(), LEAVE);
  peer.send({ type: "unsubscribed", departmentId: "sales", reason: "forbidden" }).send(LEFT);
  await peer.next();
  peer.subscribed(20).events(21);
  await eventually(() => received.length > 0);
  assert.deepEqual(received, [21]);
});

test("unsubscribed while it loads, it takes no snapshot any more", async (t) => {
  const client = await TestClient.open(t);
  const { received, loads, subscription } = subscribeState(client);
  await eventually(() => loads.length === 1);
  subscription.unsubscribe();
  assert.equal(loads[0]!.signal.aborted, true);
  loads[0]!.give({ seq: 10, epoch: "e1" });
  const peer = await client.steady();
  await client.timers.advance(1_000);
  assert.deepEqual([received, peer.received], [["unsubscribed"], []]);
});

test("a handler that unsubscribes is handed nothing more", async (t) => {
  const client = await TestClient.open(t);
  const received: number[] = [];
  const subscription = client.live.subscribe("sales", {
    missed() {},
    apply({ seq }) {
      received.push(seq);
      if (seq === 2) subscription.unsubscribe();
    },
  });
  const peer = await client.steady();
  peer.subscribed(0).events(1, 2, 3);
  await peer.next();
  assert.deepEqual(await peer.next(), LEAVE);
  assert.deepEqual(received, [1, 2]);
});
