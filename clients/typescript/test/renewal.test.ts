import assert from "node:assert/strict";
import { test } from "node:test";
import { TestClient } from "./test-client.js";
import { eventually } from "./support.js";

const MINUTES = 60_000;

test("the token is renewed when most of its life has passed, and again after that", async (t) => {
  const client = await TestClient.open(t);
  const peer = await client.steady({ expiresAt: client.timers.inMs(15 * MINUTES) });
  await flushed(client);
  await client.timers.advance(28_000);
  for (const token of ["token 2", "token 3"]) {
    await heartbeats(client, 9.5);
    await flushed(client);
    await client.timers.advance(29_999);
    assert.equal(client.asked.length, Number(token.at(-1)) - 1);
    await client.timers.advance(1);
    assert.deepEqual(await peer.next(), { type: "renew", token });
    peer.send({ type: "renewed", expiresAt: client.timers.inMs(15 * MINUTES) });
    await flushed(client);
    await heartbeats(client, 0.5);
  }
  assert.deepEqual(client.asked, [false, true, true]);
});

/** Minutes in which the server is heard. */
async function heartbeats(client: TestClient, minutes: number): Promise<void> {
  for (let i = 0; i < 2 * minutes; i++) {
    await flushed(client);
    await client.timers.advance(30_000);
  }
}

/** All that the server sent so far has come in. */
async function flushed(client: TestClient): Promise<void> {
  const departments: never[] = [];
  const heard = new Promise<void>((resolve) => {
    const off = client.live.on("departments", () => (off(), resolve()));
  });
  client.server.peers.at(-1)!.send({ type: "departments", departments });
  await heard;
}

test("a token that was not taken is followed by another until one is", async (t) => {
  const client = await TestClient.open(t);
  const peer = await client.steady({ expiresAt: client.timers.inMs(30_000) });
  await client.timers.advance(19_000);
  assert.deepEqual(await peer.next(), { type: "renew", token: "token 2" });
  peer.send({ type: "error", code: "UNAUTHORIZED", message: "Expired", departmentId: null });
  await flushed(client);
  await client.timers.advance(2_000);
  assert.deepEqual(await peer.next(), { type: "renew", token: "token 3" });
  peer.send({ type: "renewed", expiresAt: null });
  await flushed(client);
  await heartbeats(client, 10);
  assert.equal(client.asked.length, 3);
});

test("a token that cannot be had is asked for until it can; until then the connection lives", async (t) => {
  let failing = false;
  const token = () => (failing ? Promise.reject(new Error("offline")) : "good");
  const client = await TestClient.open(t, { token });
  const peer = await client.steady({ expiresAt: client.timers.inMs(30_000) });
  failing = true;
  await client.timers.advance(19_000);
  await eventually(() => client.warnings.length === 1);
  assert.deepEqual([client.warnings[0]!.what, client.live.state], ["renewal", "connected"]);
  failing = false;
  await client.timers.advance(2_000);
  assert.deepEqual(await peer.next(), { type: "renew", token: "good" });
});

test("a clock that is far ahead of the server's does not renew without pause", async (t) => {
  const client = await TestClient.open(t);
  client.timers.chance = 0.9;
  const peer = await client.steady({ expiresAt: client.timers.inMs(-60 * MINUTES) });
  assert.deepEqual(await peer.next(), { type: "renew", token: "token 2" });
  peer.send({ type: "renewed", expiresAt: client.timers.inMs(-45 * MINUTES) });
  await flushed(client);
  await client.timers.advance(9_999);
  assert.equal(client.asked.length, 2);
  await client.timers.advance(1);
  assert.deepEqual(await peer.next(), { type: "renew", token: "token 3" });
});

test("a key that does not expire is not renewed, nor is a connection that has ended", async (t) => {
  const client = await TestClient.open(t);
  const first = await client.steady();
  await heartbeats(client, 60);
  first.socket.terminate();
  const second = (await client.retried()).hello({ expiresAt: client.timers.inMs(15 * MINUTES) });
  await eventually(() => client.live.state === "connected");
  second.socket.close(4403, "");
  await eventually(() => client.live.state === "disconnected");
  assert.equal(client.timers.size, 0);
  assert.equal(client.asked.length, 2);
});
