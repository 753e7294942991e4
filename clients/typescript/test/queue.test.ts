import assert from "node:assert/strict";
import { type IncomingMessage, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { AccessEnded, loadQueue } from "../src/index.js";

type Answer = { status: number; body?: object };

/** The queue of a service that answers as the test says; what it was asked. */
async function queue(t: TestContext, answer: (asked: URL, request: IncomingMessage) => Answer) {
  const asked: URL[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url!, "http://service");
    asked.push(url);
    const { status, body } = answer(url, request);
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close().closeAllConnections());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { asked, source: { url, token: (fresh: boolean) => (fresh ? "fresh" : "previous") } };
}

const page = (ids: string[], nextCursor: string | null): Answer => ({
  status: 200,
  body: { data: ids.map((id) => ({ id })), pagination: { nextCursor }, feed: { departmentId: "d", seq: 7, epoch: "e" } },
});
const NEVER = new AbortController().signal;

test("all pages together are the snapshot, with the filters on each", async (t) => {
  const { asked, source } = await queue(t, (url) => (url.searchParams.has("cursor") ? page(["c"], null) : page(["a", "b"], "on")));
  const snapshot = await loadQueue({ ...source, filters: "status=PENDING&status=OPEN" }, "sales", NEVER);
  assert.deepEqual(snapshot.data.map(({ id }) => id), ["a", "b", "c"]);
  assert.equal(snapshot.feed.seq, 7);
  const filters = "?status=PENDING&status=OPEN&departmentId=sales&limit=100";
  assert.deepEqual(asked.map(({ search }) => search), [filters, `${filters}&cursor=on`]);
});

test("triage has no department", async (t) => {
  const { asked, source } = await queue(t, () => page([], null));
  await loadQueue(source, "triage", NEVER);
  assert.equal(asked[0]?.searchParams.get("departmentId"), "none");
});

test("a token that is refused is followed by a fresh one, once", async (t) => {
  let good = "Bearer fresh";
  const { asked, source } = await queue(t, (_, { headers }) => (headers.authorization === good ? page(["a"], null) : { status: 401 }));
  assert.equal((await loadQueue(source, "sales", NEVER)).data.length, 1);
  good = "none";
  await assert.rejects(loadQueue(source, "sales", NEVER), /401/);
  assert.equal(asked.length, 4);
});

test("what may not be watched ends it, what cannot be read now does not", async (t) => {
  const answers: Answer[] = [{ status: 200, body: { data: [], pagination: { nextCursor: null } } }, { status: 503 }];
  const { source } = await queue(t, () => answers.shift()!);
  await assert.rejects(loadQueue(source, "sales", NEVER), AccessEnded);
  await assert.rejects(loadQueue(source, "sales", NEVER), /503/);
});
