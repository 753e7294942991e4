import assert from "node:assert/strict";
import { test } from "node:test";
import { AccessEnded, type ClientEvents } from "../src/index.js";
import { TestClient } from "./test-client.js";
import { eventually } from "./support.js";

const SALES_AT = (seq: number) => ({ type: "subscribe", departmentId: "sales", after: seq, epoch: "e1" });

test("it sends its token as a subprotocol and emits the departments", async (t) => {
  const client = await TestClient.open(t);
  const departments: unknown[] = [];
  client.live.on("departments", (seen) => departments.push(...seen));
  const peer = await client.steady();
  assert.equal(peer.token, "token 1");
  assert.equal(peer.socket.protocol, "prosa.v1");
  assert.deepEqual(departments, [{ id: "sales", name: "Sales" }]);
  peer.send({ type: "departments", departments: [] });
  await eventually(() => client.live.departments.length === 0);
  assert.deepEqual(client.states.map(({ state }) => state), ["connecting", "connected"]);
});

test("it hands over events in order, from now on, and says when they are live", async (t) => {
  const client = await TestClient.open(t);
  const { received, subscription } = client.watch();
  const peer = await client.steady();
  assert.deepEqual(await peer.next(), { type: "subscribe", departmentId: "sales" });
  peer.subscribed(7).events(8, 9).events(10).caughtUp(10);
  await eventually(() => subscription.state === "live");
  assert.deepEqual(received, [8, 9, 10]);
  assert.deepEqual(subscription.position, { seq: 10, epoch: "e1" });
});

test("after a loss it is back at once, where it was", async (t) => {
  const client = await TestClient.open(t);
  const { received, subscription } = client.watch();
  const first = await client.steady();
  first.subscribed(7).events(8, 9).caughtUp(9);
  await eventually(() => subscription.state === "live");
  first.socket.terminate();
  assert.equal(await client.retryMs(), 0);
  assert.equal(subscription.state, "resuming");
  const second = (await client.retried()).hello();
  assert.deepEqual(await second.next(), SALES_AT(9));
  second.subscribed(9).events(10).caughtUp(10);
  await eventually(() => subscription.state === "live");
  assert.deepEqual(received, [8, 9, 10]);
});

test("it ignores frames and events that it does not know", async (t) => {
  const client = await TestClient.open(t);
  const { received, subscription } = client.watch();
  const peer = await client.steady();
  peer.subscribed(0).send({ type: "weather", departmentId: "sales", seq: 5 });
  peer.send({ type: "events", departmentId: "sales", events: [{ seq: 1, type: "conversation.snoozed", data: {} }] });
  peer.send({ type: "events", departmentId: "support", events: [{ seq: 9, type: "agent.added", data: {} }] });
  peer.events(2);
  await eventually(() => received.length === 1);
  assert.deepEqual(received, [2]);
  assert.equal(subscription.position?.seq, 2);
  assert.deepEqual(client.warnings, []);
});

test("what is no JSON object ends the connection, not the client", async (t) => {
  for (const text of ["{", "null", "3"]) {
    const client = await TestClient.open(t);
    (await client.steady()).socket.send(text);
    assert.equal(await client.retryMs(), 0);
  }
});

test("it takes each event once", async (t) => {
  const client = await TestClient.open(t);
  const { received } = client.watch();
  (await client.steady()).subscribed(0).events(1, 2).events(2).events(1, 2, 3).events(4);
  await eventually(() => received.includes(4));
  assert.deepEqual(received, [1, 2, 3, 4]);
});

test("at a gap it takes nothing more from that socket, and resumes at the last good event", async (t) => {
  const client = await TestClient.open(t);
  const { received } = client.watch();
  const first = await client.steady();
  first.subscribed(0).events(1, 2, 4).events(3, 4, 5);
  const second = (await client.retried()).hello();
  assert.deepEqual(await second.next(), SALES_AT(2));
  assert.deepEqual(received, [1, 2]);
  assert.deepEqual(client.warnings.map(({ what, department }) => ({ what, department })), [{ what: "gap", department: "sales" }]);
  second.subscribed(2).events(3);
  await eventually(() => received.includes(3));
});

test("a heartbeat ahead of the received events is a gap too", async (t) => {
  const client = await TestClient.open(t);
  const { received } = client.watch();
  const first = await client.steady();
  first.subscribed(0).events(1).send({ type: "heartbeat", positions: { sales: 1 } });
  first.send({ type: "heartbeat", positions: { sales: 2 } });
  const second = (await client.retried()).hello();
  assert.deepEqual(await second.next(), SALES_AT(1));
  assert.deepEqual(received, [1]);
  assert.equal(client.warnings.length, 1);
});

test("two heartbeats missed end the connection, and what the old socket still says is not heard", async (t) => {
  const client = await TestClient.open(t);
  const { received } = client.watch();
  const first = await client.steady();
  first.subscribed(0).events(1);
  await eventually(() => received.length === 1);
  // half-open: it no longer reads, so that the close is not answered either
  first.socket.pause();
  await client.timers.advance(39_999);
  assert.equal(client.live.state, "connected");
  await client.timers.advance(1);
  assert.equal(client.states.at(-1)?.reason, "no heartbeat");
  const second = (await client.retried()).hello();
  first.events(2).send({ type: "hello", departments: [], heartbeatSeconds: 1, expiresAt: null });
  assert.deepEqual(await second.next(), SALES_AT(1));
  second.subscribed(1).events(2, 3);
  await eventually(() => received.includes(3));
  assert.deepEqual(received, [1, 2, 3]);
  assert.equal(client.live.departments.length, 1);
  assert.equal(first.closed, false);
});

test("whatever is heard proves that the connection lives", async (t) => {
  const client = await TestClient.open(t);
  const peer = await client.steady();
  for (let i = 0; i < 5; i++) {
    await client.timers.advance(30_000);
    peer.send({ type: "departments", departments: Array(i) });
    await eventually(() => client.live.departments.length === i);
  }
  assert.equal(client.live.state, "connected");
});

test("a connection that is not greeted is given up", async (t) => {
  const client = await TestClient.open(t);
  client.live.connect();
  await client.server.next();
  await client.timers.advance(9_999);
  assert.equal(client.states.length, 1);
  await client.timers.advance(1);
  assert.equal(client.states.at(-1)?.reason, "not greeted in time");
});

for (const code of [4403, 4400, 1009]) {
  test(`it does not come back after ${code}`, async (t) => {
    const client = await TestClient.open(t);
    const { received } = client.watch();
    (await client.steady()).socket.close(code, "because");
    await eventually(() => client.live.state === "disconnected");
    assert.deepEqual(client.states.at(-1), { state: "disconnected", code, reason: "because" });
    assert.deepEqual(received, [code === 4403 ? "forbidden" : "disconnected"]);
    assert.equal(client.timers.size, 0);
    assert.throws(() => client.live.connect());
  });
}

test("it comes back with a fresh token, at once, when the old one has expired", async (t) => {
  const client = await TestClient.open(t);
  (await client.steady()).socket.close(4401, "token expired");
  assert.equal(await client.retryMs(), 0);
  const second = await client.retried();
  assert.deepEqual(client.asked, [false, true]);
  assert.equal(second.token, "token 2");
});

test("too slow, it comes back and resumes", async (t) => {
  const client = await TestClient.open(t);
  const { received } = client.watch();
  const first = await client.steady();
  first.subscribed(0).events(1);
  await eventually(() => received.length === 1);
  first.socket.close(4408, "slow consumer");
  const second = (await client.retried()).hello();
  assert.deepEqual(await second.next(), SALES_AT(1));
});

test("with too many sockets it waits long", async (t) => {
  const client = await TestClient.open(t);
  (await client.steady()).socket.close(4429, "too many sockets");
  assert.equal(await client.retryMs(), 45_000);
});

test("sent away, it waits for as long as the server says", async (t) => {
  const client = await TestClient.open(t);
  (await client.steady()).socket.close(1001, "reconnect after 1234 ms");
  assert.equal(await client.retryMs(), 1_234);
  await client.timers.advance(1_233);
  assert.equal(client.asked.length, 1);
  await client.timers.advance(1);
  await client.server.next();
});

test("refused at the upgrade, it takes a fresh token and longer and longer pauses", async (t) => {
  const client = await TestClient.open(t);
  client.server.refuses = 401;
  client.live.connect();
  for (const expected of [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
    assert.equal(await client.retryMs(), expected);
    const refused = client.server.refused;
    client.states.length = 0;
    await client.timers.advance(expected);
    await eventually(() => client.server.refused === refused + 1);
  }
  assert.deepEqual(client.asked.slice(0, 3), [false, true, true]);
  await client.retryMs();
  client.server.refuses = undefined;
  (await client.retried()).hello();
  await eventually(() => client.live.state === "connected");
});

test("a connection that never lasts is not tried without pause", async (t) => {
  const client = await TestClient.open(t);
  client.live.connect();
  for (const expected of [250, 500, 1_000]) {
    const peer = (await client.server.next()).hello();
    await eventually(() => client.live.state === "connected");
    peer.socket.close(4401, "token expired");
    assert.equal(await client.retryMs(), expected);
    await client.timers.advance(expected);
  }
});

test("when the network is back, it does not wait, and leaves a socket that may be dead", async (t) => {
  const client = await TestClient.open(t);
  client.server.refuses = 503;
  client.live.connect();
  await client.retryMs();
  client.server.refuses = undefined;
  client.live.reconnectNow();
  const first = (await client.server.next()).hello();
  await eventually(() => client.live.state === "connected");
  first.socket.pause();
  client.live.reconnectNow();
  assert.equal(await client.retryMs(), 0);
  (await client.retried()).hello();
  await eventually(() => client.live.state === "connected");
});

test("a token that cannot be had now is asked for again", async (t) => {
  let failures = 2;
  const token = () => (failures-- > 0 ? Promise.reject(new Error("offline")) : "good");
  const client = await TestClient.open(t, { token });
  client.live.connect();
  assert.equal(await client.retryMs(), 250);
  client.states.length = 0;
  await client.timers.advance(250);
  const peer = await client.retried();
  assert.equal(peer.token, "good");
  assert.deepEqual(client.warnings.map(({ what }) => what), ["connection", "connection"]);
});

test("a token that never comes is not waited for for ever", async (t) => {
  const client = await TestClient.open(t, { token: () => new Promise(() => {}) });
  client.live.connect();
  await client.timers.advance(30_000);
  assert.equal(await client.retryMs(), 250);
});

test("it ends where there is no token any more", async (t) => {
  const token = () => Promise.reject(new AccessEnded("signed out"));
  const client = await TestClient.open(t, { token });
  client.live.connect();
  await eventually(() => client.live.state === "disconnected" && client.states.length === 2);
  assert.equal(client.states.at(-1)?.code, 4403);
});

test("disconnected, it is quiet for good", async (t) => {
  const client = await TestClient.open(t);
  const { received } = client.watch();
  const peer = await client.steady();
  await peer.next();
  peer.subscribed(0).events(1);
  client.live.disconnect();
  await eventually(() => peer.closed);
  assert.deepEqual(received, ["disconnected"]);
  assert.equal(client.timers.size, 0);
  assert.throws(() => client.watch());
});

test("a listener that is taken away hears nothing, and one that fails disturbs nobody", async (t) => {
  const client = await TestClient.open(t);
  const heard: ClientEvents["state"][] = [];
  client.live.on("state", (received) => heard.push(received))();
  const reported: (() => void)[] = [];
  t.mock.method(globalThis, "queueMicrotask", (call: () => void) => reported.push(call));
  client.live.on("departments", () => {
    throw new Error("the listener's own");
  });
  const { received } = client.watch();
  (await client.steady()).subscribed(0).events(1);
  await eventually(() => received.length === 1);
  assert.deepEqual(heard, []);
  assert.equal(reported.length, 1);
  assert.throws(reported[0]!, { message: "the listener's own" });
});
