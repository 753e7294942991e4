import { eventually, fresh, json, service } from "./browser.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Session } from "../../main/resources/web/app/session/session.js";

const ANA = { id: "ana", name: "Ana", email: "ana@demo.prosa", role: "AGENT", departments: [], institution: { id: "i", name: "Demo" } };

const granted = (token: string, seconds: number) => ({
  data: { token, expiresAt: new Date(Date.now() + seconds * 1_000).toISOString(), agent: ANA },
});

async function loggedIn(seconds: number): Promise<Session> {
  const session = new Session();
  service.answer = () => json(200, granted("first", seconds));
  await session.logIn(ANA.email, "prosa-demo");
  service.asked = [];
  return session;
}

const renews = () => {
  service.answer = ({ path }) => (path === "/auth/renew" ? json(200, granted("second", 900)) : json(200, { data: "ok" }));
};

beforeEach(fresh);

test("a session outlives a reload", async () => {
  await loggedIn(900);
  const reloaded = new Session();
  assert.equal(reloaded.me?.name, "Ana");
  assert.equal(await reloaded.token(false), "first");
});

test("one that has expired meanwhile does not", async () => {
  await loggedIn(-1);
  assert.equal(new Session().me, undefined);
});

test("a token is renewed before it expires, once for all that ask", async () => {
  const session = await loggedIn(30);
  renews();
  assert.deepEqual(await Promise.all([session.token(false), session.token(false)]), ["second", "second"]);
  assert.deepEqual(service.asked.map(({ path, token }) => [path, token]), [["/auth/renew", "first"]]);
});

test("while the service is away a token is used for as long as it is good", async () => {
  const session = await loggedIn(30);
  service.answer = () => Promise.reject(new TypeError("network"));
  assert.equal(await session.token(false), "first");
  await assert.rejects(session.token(true));
  assert.equal(session.me?.name, "Ana");
});

test("a call whose token is refused is made again with a fresh one", async () => {
  const session = await loggedIn(900);
  service.answer = ({ path, token }) => {
    if (path === "/auth/renew") return json(200, granted("second", 900));
    return token === "second" ? json(200, { data: "ok" }) : json(401, { code: "UNAUTHORIZED" });
  };
  assert.equal(await session.api.call("/me"), "ok");
});

test("a session that cannot be renewed has ended, and says so", async () => {
  const session = await loggedIn(30);
  service.answer = () => json(401, { code: "UNAUTHORIZED" });
  await assert.rejects(session.token(false));
  assert.equal(session.me, undefined);
  assert.equal(session.ended, true);
});

/** Renewals that are answered when the test says so. */
function pendingRenewals(): ((answer: Response) => void)[] {
  const waiting: ((answer: Response) => void)[] = [];
  service.answer = ({ path }) =>
    path === "/auth/renew" ? new Promise((resolve) => waiting.push(resolve)) : json(200, granted("after login", 900));
  return waiting;
}

test("a renewal that is refused late does not end a session that has begun since", async () => {
  const session = await loggedIn(30);
  const waiting = pendingRenewals();
  const token = session.token(false);
  await eventually(() => waiting.length === 1);
  await session.logIn(ANA.email, "new password");
  waiting[0]!(json(401, { code: "UNAUTHORIZED" }));
  assert.equal(await token, "after login");
  assert.equal(session.me?.name, "Ana");
});

test("a renewal that is granted late does not bring back who has logged out", async () => {
  const session = await loggedIn(30);
  const waiting = pendingRenewals();
  const token = session.token(false);
  await eventually(() => waiting.length === 1);
  session.logOut();
  waiting[0]!(json(200, granted("late", 900)));
  await token;
  assert.equal(session.me, undefined);
  assert.equal(new Session().me, undefined);
});

test("logging out removes the session and the drafts, and nothing else", async () => {
  const session = await loggedIn(900);
  localStorage.setItem("prosa.draft.ana.c", "half a reply");
  localStorage.setItem("prosa.language", "pt");
  session.logOut();
  assert.equal(session.ended, false);
  assert.deepEqual(Object.keys(localStorage), ["prosa.language"]);
});

test("a subscriber is called once for all changes of one task", async () => {
  const session = await loggedIn(900);
  let calls = 0;
  session.subscribe(() => calls++);
  session.logOut();
  session.end();
  await eventually(() => calls > 0);
  assert.equal(calls, 1);
});
