import { type Asked, eventually, fresh, json, service, settled } from "./browser.js";
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { AccessEnded, type LiveEvent } from "prosa-live";
import { notices } from "../../main/resources/web/app/base/notice.js";
import { Store } from "../../main/resources/web/app/base/store.js";
import type { FeedListener, Feeds } from "../../main/resources/web/app/desk/feeds.js";
import { SendQueue } from "../../main/resources/web/app/desk/send-queue.js";
import { Api } from "../../main/resources/web/app/session/api.js";

/** The part of live push that the send queue listens to. */
class FakeFeeds extends Store {
  live = true;
  readonly #listeners = new Set<FeedListener>();

  listen(listener: FeedListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  get(id: string): unknown {
    return { id, contact: { name: "Maria" } };
  }

  brings(content: string, author = "ana"): void {
    const message = { conversationId: "c", direction: "OUTBOUND", content, author: { type: "AGENT", id: author } };
    const event = { type: "message.created", data: { message } } as unknown as LiveEvent;
    for (const listener of this.#listeners) listener.event?.("triage", event, undefined);
  }

  isGone(): void {
    this.live = false;
    this.changed();
  }

  isBack(): void {
    this.live = true;
    this.changed();
  }
}

let feeds: FakeFeeds;
let sendQueue: SendQueue;
let sent: string[];

function begin(): void {
  feeds = new FakeFeeds();
  sent = [];
  sendQueue = new SendQueue(new Api(async () => "token"), feeds as unknown as Feeds, "ana");
  sendQueue.listen({ sent: ({ content }) => sent.push(content) });
  sendQueue.start();
}

const takes = ({ body }: Asked) => json(201, { data: { content: body.content.text } });
const keys = () => service.asked.map(({ key }) => key);
const texts = () => service.asked.map(({ body }) => body.content.text);

beforeEach(() => {
  fresh();
  mock.timers.enable({ apis: ["setTimeout"] });
  begin();
});

afterEach(() => {
  sendQueue.stop();
  mock.timers.reset();
});

test("a reply is shown at once, and leaves the queue when the service has accepted it", async () => {
  service.answer = takes;
  sendQueue.add("c", "hello");
  assert.deepEqual(sendQueue.of("c").map(({ text, state }) => [text, state]), [["hello", "sending"]]);
  await eventually(() => sent.length === 1);
  assert.deepEqual(sendQueue.of("c"), []);
});

test("every listener is called for a sent reply, also when one fails, until it is removed", async () => {
  const first: string[] = [];
  const errors = mock.method(console, "error", () => {});
  sendQueue.listen({ sent: () => { throw new Error("a listener that fails"); } });
  const remove = sendQueue.listen({ sent: ({ content }) => first.push(content) });
  service.answer = takes;
  sendQueue.add("c", "one");
  await eventually(() => sent.length === 1 && sendQueue.of("c").length === 0);
  remove();
  sendQueue.add("c", "two");
  await eventually(() => sent.length === 2 && sendQueue.of("c").length === 0);
  assert.deepEqual([first, sent, errors.mock.callCount()], [["one"], ["one", "two"], 2]);
  errors.mock.restore();
});

test("replies go one after the other, in their order", async () => {
  const waiting: (() => void)[] = [];
  service.answer = (asked) => new Promise((resolve) => waiting.push(() => resolve(takes(asked))));
  sendQueue.add("c", "one");
  sendQueue.add("c", "two");
  await settled();
  assert.deepEqual(texts(), ["one"]);
  waiting.shift()!();
  await eventually(() => service.asked.length === 2);
  assert.deepEqual(texts(), ["one", "two"]);
});

test("conversations do not wait for each other", async () => {
  service.answer = () => new Promise(() => {});
  sendQueue.add("c", "one");
  sendQueue.add("d", "two");
  await eventually(() => service.asked.length === 2);
});

for (const [what, failure] of [
  ["nothing comes back", () => Promise.reject(new TypeError("network"))],
  ["the service is busy", () => json(503, { code: "UNAVAILABLE" })],
  ["the answer is cut off", () => new Response(new ReadableStream({ start: (body) => body.error(new TypeError("cut")) }))],
  ["the first request is still under way", () => json(409, { code: "IDEMPOTENCY_CONFLICT" })],
] as const) {
  test(`when ${what} the same reply is tried again under the same key`, async () => {
    service.answer = failure;
    sendQueue.add("c", "hello");
    await eventually(() => service.asked.length === 1);
    await settled();
    assert.equal(sendQueue.of("c")[0]?.state, "sending");
    service.answer = takes;
    mock.timers.tick(1_000);
    await eventually(() => sent.length === 1);
    assert.equal(new Set(keys()).size, 1);
  });
}

test("no conversation waits any longer when the connection is back", async () => {
  service.answer = () => Promise.reject(new TypeError("network"));
  feeds.isGone();
  sendQueue.add("c", "hello");
  sendQueue.add("d", "hello there");
  await settled();
  service.answer = takes;
  feeds.isBack();
  await eventually(() => sent.length === 2);
});

test("a busy service is not asked again at each event", async () => {
  service.answer = () => json(503, { code: "UNAVAILABLE" });
  feeds.isBack();
  await settled();
  sendQueue.add("c", "hello");
  await settled();
  for (let event = 0; event < 20; event++) {
    feeds.isBack();
    await settled();
  }
  assert.equal(service.asked.length, 1);
});

test("a refused reply stays with the reason, and can be tried again or discarded", async () => {
  service.answer = () => json(409, { code: "CONVERSATION_CLOSED" });
  sendQueue.add("c", "hello");
  await eventually(() => sendQueue.of("c")[0]?.state === "failed");
  assert.equal(sendQueue.of("c")[0]?.refusal, "This conversation has been closed meanwhile.");
  assert.ok(notices.all.some(({ text }) => text.includes("Maria")), "a notice names the contact");
  sendQueue.retry(sendQueue.of("c")[0]!);
  await eventually(() => service.asked.length === 2 && sendQueue.of("c")[0]?.state === "failed");
  assert.equal(new Set(keys()).size, 1);
  sendQueue.discard(sendQueue.of("c")[0]!);
  assert.deepEqual(sendQueue.of("c"), []);
});

test("a reply is not refused by the end of the session: it waits for the next login", async () => {
  const tokens = mock.fn(async () => Promise.reject(new AccessEnded("nobody is logged in")));
  const late = new SendQueue(new Api(tokens), feeds as unknown as Feeds, "ana");
  late.start();
  late.add("c", "hello");
  await eventually(() => tokens.mock.callCount() === 1);
  await settled();
  assert.equal(late.of("c")[0]?.state, "sending");
  late.stop();
});

test("a refused reply does not hold up the next one", async () => {
  service.answer = (asked) => (asked.body.content.text === "bad" ? json(400, { code: "VALIDATION_ERROR" }) : takes(asked));
  sendQueue.add("c", "bad");
  sendQueue.add("c", "good");
  await eventually(() => sent.length === 1);
  assert.deepEqual(sendQueue.of("c").map(({ text }) => text), ["bad"]);
});

test("a reply that live push brings before the answer is not shown twice", async () => {
  service.answer = () => new Promise(() => {});
  sendQueue.add("c", "hello");
  await settled();
  feeds.brings("hello", "bruno");
  assert.equal(sendQueue.of("c").length, 1);
  feeds.brings("hello");
  assert.deepEqual(sendQueue.of("c"), []);
});

test("of two equal replies each arrival takes one away", async () => {
  service.answer = () => new Promise(() => {});
  sendQueue.add("c", "ok");
  sendQueue.add("c", "ok");
  feeds.brings("ok");
  assert.equal(sendQueue.of("c").length, 1);
  feeds.brings("ok");
  assert.deepEqual(sendQueue.of("c"), []);
});

test("what was not sent yet is sent after a reload, under its key", async () => {
  service.answer = () => new Promise(() => {});
  sendQueue.add("c", "hello");
  await settled();
  sendQueue.stop();
  service.answer = takes;
  begin();
  await eventually(() => sent.length === 1);
  assert.deepEqual(texts(), ["hello", "hello"]);
  assert.equal(new Set(keys()).size, 1);
});

test("another agent on the same computer does not send it", async () => {
  service.answer = () => new Promise(() => {});
  sendQueue.add("c", "hello");
  await settled();
  sendQueue.stop();
  const bruno = new SendQueue(new Api(async () => "token"), feeds as unknown as Feeds, "bruno");
  bruno.start();
  await settled();
  assert.equal(service.asked.length, 1);
  bruno.stop();
});
