import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk } from "./desk.js";
import { eventually } from "./support.js";

const MINUTES = 60_000;

test("the token is renewed when most of its life has passed, and again after that", async (t) => {
  const desk = await Desk.open(t);
  const peer = await desk.steady({ expiresAt: desk.timers.inMs(15 * MINUTES) });
  await flushed(desk);
  await desk.timers.advance(28_000);
  for (const token of ["token 2", "token 3"]) {
    await heartbeats(desk, 9.5);
    await flushed(desk);
    await desk.timers.advance(29_999);
    assert.equal(desk.asked.length, Number(token.at(-1)) - 1);
    await desk.timers.advance(1);
    assert.deepEqual(await peer.next(), { type: "renew", token });
    peer.send({ type: "renewed", expiresAt: desk.timers.inMs(15 * MINUTES) });
    await flushed(desk);
    await heartbeats(desk, 0.5);
  }
  assert.deepEqual(desk.asked, [false, true, true]);
});

/** Minutes in which the server is heard. */
async function heartbeats(desk: Desk, minutes: number): Promise<void> {
  for (let i = 0; i < 2 * minutes; i++) {
    await flushed(desk);
    await desk.timers.advance(30_000);
  }
}

/** All that the server sent so far has come in. */
async function flushed(desk: Desk): Promise<void> {
  const departments: never[] = [];
  const heard = new Promise<void>((resolve) => {
    const off = desk.live.on("departments", () => (off(), resolve()));
  });
  desk.server.peers.at(-1)!.send({ type: "departments", departments });
  await heard;
}

test("a token that was not taken is followed by another until one is", async (t) => {
  const desk = await Desk.open(t);
  const peer = await desk.steady({ expiresAt: desk.timers.inMs(30_000) });
  await desk.timers.advance(19_000);
  assert.deepEqual(await peer.next(), { type: "renew", token: "token 2" });
  peer.send({ type: "error", code: "UNAUTHORIZED", message: "Expired", departmentId: null });
  await flushed(desk);
  await desk.timers.advance(2_000);
  assert.deepEqual(await peer.next(), { type: "renew", token: "token 3" });
  peer.send({ type: "renewed", expiresAt: null });
  await flushed(desk);
  await heartbeats(desk, 10);
  assert.equal(desk.asked.length, 3);
});

test("a token that cannot be had is asked for until it can; until then the connection lives", async (t) => {
  let failing = false;
  const token = () => (failing ? Promise.reject(new Error("offline")) : "good");
  const desk = await Desk.open(t, { token });
  const peer = await desk.steady({ expiresAt: desk.timers.inMs(30_000) });
  failing = true;
  await desk.timers.advance(19_000);
  await eventually(() => desk.warnings.length === 1);
  assert.deepEqual([desk.warnings[0]!.what, desk.live.state], ["renewal", "connected"]);
  failing = false;
  await desk.timers.advance(2_000);
  assert.deepEqual(await peer.next(), { type: "renew", token: "good" });
});

test("a clock that is far ahead of the server's does not renew without pause", async (t) => {
  const desk = await Desk.open(t);
  desk.timers.chance = 0.9;
  const peer = await desk.steady({ expiresAt: desk.timers.inMs(-60 * MINUTES) });
  assert.deepEqual(await peer.next(), { type: "renew", token: "token 2" });
  peer.send({ type: "renewed", expiresAt: desk.timers.inMs(-45 * MINUTES) });
  await flushed(desk);
  await desk.timers.advance(9_999);
  assert.equal(desk.asked.length, 2);
  await desk.timers.advance(1);
  assert.deepEqual(await peer.next(), { type: "renew", token: "token 3" });
});

test("a key that does not expire is not renewed, nor is a connection that is gone", async (t) => {
  const desk = await Desk.open(t);
  const first = await desk.steady();
  await heartbeats(desk, 60);
  first.socket.terminate();
  const second = (await desk.retried()).hello({ expiresAt: desk.timers.inMs(15 * MINUTES) });
  await eventually(() => desk.live.state === "connected");
  second.socket.close(4403, "");
  await eventually(() => desk.live.state === "disconnected");
  assert.equal(desk.timers.size, 0);
  assert.equal(desk.asked.length, 2);
});
