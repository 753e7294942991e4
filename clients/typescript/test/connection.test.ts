import assert from "node:assert/strict";
import { test } from "node:test";
import { AccessEnded, type LiveTold } from "../src/index.js";
import { Desk } from "./desk.js";
import { eventually } from "./support.js";

const SALES_AT = (seq: number) => ({ type: "subscribe", departmentId: "sales", after: seq, epoch: "e1" });

test("it carries its token as a subprotocol and tells what it sees", async (t) => {
  const desk = await Desk.open(t);
  const departments: unknown[] = [];
  desk.live.on("departments", (seen) => departments.push(...seen));
  const peer = await desk.steady();
  assert.equal(peer.token, "token 1");
  assert.equal(peer.socket.protocol, "prosa.v1");
  assert.deepEqual(departments, [{ id: "sales", name: "Sales" }]);
  peer.send({ type: "departments", departments: [] });
  await eventually(() => desk.live.departments.length === 0);
  assert.deepEqual(desk.states.map((told) => told.state), ["connecting", "connected"]);
});

test("it hands over events in order, from now on, and says when they are live", async (t) => {
  const desk = await Desk.open(t);
  const { told, subscription } = desk.watch();
  const peer = await desk.steady();
  assert.deepEqual(await peer.next(), { type: "subscribe", departmentId: "sales" });
  peer.subscribed(7).events(8, 9).events(10).caughtUp(10);
  await eventually(() => subscription.state === "live");
  assert.deepEqual(told, [8, 9, 10]);
  assert.deepEqual(subscription.position, { seq: 10, epoch: "e1" });
});

test("after a loss it is back at once, where it was", async (t) => {
  const desk = await Desk.open(t);
  const { told, subscription } = desk.watch();
  const first = await desk.steady();
  first.subscribed(7).events(8, 9).caughtUp(9);
  await eventually(() => subscription.state === "live");
  first.socket.terminate();
  assert.equal(await desk.retryMs(), 0);
  assert.equal(subscription.state, "resuming");
  const second = (await desk.retried()).hello();
  assert.deepEqual(await second.next(), SALES_AT(9));
  second.subscribed(9).events(10).caughtUp(10);
  await eventually(() => subscription.state === "live");
  assert.deepEqual(told, [8, 9, 10]);
});

test("it ignores frames and events that it does not know", async (t) => {
  const desk = await Desk.open(t);
  const { told, subscription } = desk.watch();
  const peer = await desk.steady();
  peer.subscribed(0).send({ type: "weather", departmentId: "sales", seq: 5 });
  peer.send({ type: "events", departmentId: "sales", events: [{ seq: 1, type: "conversation.snoozed", data: {} }] });
  peer.send({ type: "events", departmentId: "support", events: [{ seq: 9, type: "agent.added", data: {} }] });
  peer.events(2);
  await eventually(() => told.length === 1);
  assert.deepEqual(told, [2]);
  assert.equal(subscription.position?.seq, 2);
  assert.deepEqual(desk.warnings, []);
});

test("what is no JSON object ends the connection, not the client", async (t) => {
  for (const text of ["{", "null", "3"]) {
    const desk = await Desk.open(t);
    (await desk.steady()).socket.send(text);
    assert.equal(await desk.retryMs(), 0);
  }
});

test("it takes each event once", async (t) => {
  const desk = await Desk.open(t);
  const { told } = desk.watch();
  (await desk.steady()).subscribed(0).events(1, 2).events(2).events(1, 2, 3).events(4);
  await eventually(() => told.includes(4));
  assert.deepEqual(told, [1, 2, 3, 4]);
});

test("at a gap it takes nothing more from that socket, and resumes at the last good event", async (t) => {
  const desk = await Desk.open(t);
  const { told } = desk.watch();
  const first = await desk.steady();
  first.subscribed(0).events(1, 2, 4).events(3, 4, 5);
  const second = (await desk.retried()).hello();
  assert.deepEqual(await second.next(), SALES_AT(2));
  assert.deepEqual(told, [1, 2]);
  assert.deepEqual(desk.warnings.map(({ what, department }) => ({ what, department })), [{ what: "gap", department: "sales" }]);
  second.subscribed(2).events(3);
  await eventually(() => told.includes(3));
});

test("a heartbeat that tells of events that never came is a gap too", async (t) => {
  const desk = await Desk.open(t);
  const { told } = desk.watch();
  const first = await desk.steady();
  first.subscribed(0).events(1).send({ type: "heartbeat", positions: { sales: 1 } });
  first.send({ type: "heartbeat", positions: { sales: 2 } });
  const second = (await desk.retried()).hello();
  assert.deepEqual(await second.next(), SALES_AT(1));
  assert.deepEqual(told, [1]);
  assert.equal(desk.warnings.length, 1);
});

test("two heartbeats missed end the connection, and what the old socket still says is not heard", async (t) => {
  const desk = await Desk.open(t);
  const { told } = desk.watch();
  const first = await desk.steady();
  first.subscribed(0).events(1);
  await eventually(() => told.length === 1);
  // half-open: it no longer reads, so that the close is not answered either
  first.socket.pause();
  await desk.timers.advance(39_999);
  assert.equal(desk.live.state, "connected");
  await desk.timers.advance(1);
  assert.equal(desk.states.at(-1)?.reason, "no heartbeat");
  const second = (await desk.retried()).hello();
  first.events(2).send({ type: "hello", departments: [], heartbeatSeconds: 1, expiresAt: null });
  assert.deepEqual(await second.next(), SALES_AT(1));
  second.subscribed(1).events(2, 3);
  await eventually(() => told.includes(3));
  assert.deepEqual(told, [1, 2, 3]);
  assert.equal(desk.live.departments.length, 1);
  assert.equal(first.closed, false);
});

test("whatever is heard proves that the connection lives", async (t) => {
  const desk = await Desk.open(t);
  const peer = await desk.steady();
  for (let i = 0; i < 5; i++) {
    await desk.timers.advance(30_000);
    peer.send({ type: "departments", departments: Array(i) });
    await eventually(() => desk.live.departments.length === i);
  }
  assert.equal(desk.live.state, "connected");
});

test("a connection that is not greeted is given up", async (t) => {
  const desk = await Desk.open(t);
  desk.live.connect();
  await desk.server.next();
  await desk.timers.advance(9_999);
  assert.equal(desk.states.length, 1);
  await desk.timers.advance(1);
  assert.equal(desk.states.at(-1)?.reason, "not greeted in time");
});

for (const code of [4403, 4400, 1009]) {
  test(`it does not come back after ${code}`, async (t) => {
    const desk = await Desk.open(t);
    const { told } = desk.watch();
    (await desk.steady()).socket.close(code, "because");
    await eventually(() => desk.live.state === "disconnected");
    assert.deepEqual(desk.states.at(-1), { state: "disconnected", code, reason: "because" });
    assert.deepEqual(told, [code === 4403 ? "forbidden" : "disconnected"]);
    assert.equal(desk.timers.size, 0);
    assert.throws(() => desk.live.connect());
  });
}

test("it comes back with a fresh token, at once, when the old one has expired", async (t) => {
  const desk = await Desk.open(t);
  (await desk.steady()).socket.close(4401, "token expired");
  assert.equal(await desk.retryMs(), 0);
  const second = await desk.retried();
  assert.deepEqual(desk.asked, [false, true]);
  assert.equal(second.token, "token 2");
});

test("too slow, it comes back and resumes", async (t) => {
  const desk = await Desk.open(t);
  const { told } = desk.watch();
  const first = await desk.steady();
  first.subscribed(0).events(1);
  await eventually(() => told.length === 1);
  first.socket.close(4408, "slow consumer");
  const second = (await desk.retried()).hello();
  assert.deepEqual(await second.next(), SALES_AT(1));
});

test("with too many sockets it waits long", async (t) => {
  const desk = await Desk.open(t);
  (await desk.steady()).socket.close(4429, "too many sockets");
  assert.equal(await desk.retryMs(), 45_000);
});

test("sent away, it waits as long as it was told", async (t) => {
  const desk = await Desk.open(t);
  (await desk.steady()).socket.close(1001, "reconnect after 1234 ms");
  assert.equal(await desk.retryMs(), 1_234);
  await desk.timers.advance(1_233);
  assert.equal(desk.asked.length, 1);
  await desk.timers.advance(1);
  await desk.server.next();
});

test("refused at the upgrade, it takes a fresh token and longer and longer pauses", async (t) => {
  const desk = await Desk.open(t);
  desk.server.refuses = 401;
  desk.live.connect();
  for (const expected of [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
    assert.equal(await desk.retryMs(), expected);
    const refused = desk.server.refused;
    desk.states.length = 0;
    await desk.timers.advance(expected);
    await eventually(() => desk.server.refused === refused + 1);
  }
  assert.deepEqual(desk.asked.slice(0, 3), [false, true, true]);
  await desk.retryMs();
  desk.server.refuses = undefined;
  (await desk.retried()).hello();
  await eventually(() => desk.live.state === "connected");
});

test("a connection that never lasts is not tried without pause", async (t) => {
  const desk = await Desk.open(t);
  desk.live.connect();
  for (const expected of [250, 500, 1_000]) {
    const peer = (await desk.server.next()).hello();
    await eventually(() => desk.live.state === "connected");
    peer.socket.close(4401, "token expired");
    assert.equal(await desk.retryMs(), expected);
    await desk.timers.advance(expected);
  }
});

test("told that the network is back, it does not wait, and leaves a socket that may be dead", async (t) => {
  const desk = await Desk.open(t);
  desk.server.refuses = 503;
  desk.live.connect();
  await desk.retryMs();
  desk.server.refuses = undefined;
  desk.live.reconnectNow();
  const first = (await desk.server.next()).hello();
  await eventually(() => desk.live.state === "connected");
  first.socket.pause();
  desk.live.reconnectNow();
  assert.equal(await desk.retryMs(), 0);
  (await desk.retried()).hello();
  await eventually(() => desk.live.state === "connected");
});

test("a token that cannot be had now is asked for again", async (t) => {
  let failures = 2;
  const token = () => (failures-- > 0 ? Promise.reject(new Error("offline")) : "good");
  const desk = await Desk.open(t, { token });
  desk.live.connect();
  assert.equal(await desk.retryMs(), 250);
  desk.states.length = 0;
  await desk.timers.advance(250);
  const peer = await desk.retried();
  assert.equal(peer.token, "good");
  assert.deepEqual(desk.warnings.map(({ what }) => what), ["connection", "connection"]);
});

test("a token that never comes is not waited for for ever", async (t) => {
  const desk = await Desk.open(t, { token: () => new Promise(() => {}) });
  desk.live.connect();
  await desk.timers.advance(30_000);
  assert.equal(await desk.retryMs(), 250);
});

test("it ends where there is no token any more", async (t) => {
  const token = () => Promise.reject(new AccessEnded("signed out"));
  const desk = await Desk.open(t, { token });
  desk.live.connect();
  await eventually(() => desk.live.state === "disconnected" && desk.states.length === 2);
  assert.equal(desk.states.at(-1)?.code, 4403);
});

test("disconnected, it is quiet for good", async (t) => {
  const desk = await Desk.open(t);
  const { told } = desk.watch();
  const peer = await desk.steady();
  await peer.next();
  peer.subscribed(0).events(1);
  desk.live.disconnect();
  await eventually(() => peer.closed);
  assert.deepEqual(told, ["disconnected"]);
  assert.equal(desk.timers.size, 0);
  assert.throws(() => desk.watch());
});

test("a listener that is taken away hears nothing, and one that fails disturbs nobody", async (t) => {
  const desk = await Desk.open(t);
  const heard: LiveTold["state"][] = [];
  desk.live.on("state", (told) => heard.push(told))();
  const reported: (() => void)[] = [];
  t.mock.method(globalThis, "queueMicrotask", (call: () => void) => reported.push(call));
  desk.live.on("departments", () => {
    throw new Error("the listener's own");
  });
  const { told } = desk.watch();
  (await desk.steady()).subscribed(0).events(1);
  await eventually(() => told.length === 1);
  assert.deepEqual(heard, []);
  assert.equal(reported.length, 1);
  assert.throws(reported[0]!, { message: "the listener's own" });
});
