import { eventually, fresh, json, service, settled } from "./browser.js";
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Counts } from "../../main/resources/web/app/desk/counts.js";
import { Api } from "../../main/resources/web/app/session/api.js";

const count = (pending: number) => ({ pending, open: 0, unread: 0, mine: 0, waitingSince: null });
let counts: Counts;

beforeEach(() => {
  fresh();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
  counts = new Counts(new Api(async () => "token"));
  service.answer = () => json(200, { data: { total: count(service.asked.length), departments: [] } });
});

afterEach(() => mock.timers.reset());

async function counted(): Promise<void> {
  mock.timers.tick(0);
  await settled();
}

test("the first event counts at once, and those of the next two seconds count once", async () => {
  counts.invalidate();
  await counted();
  assert.equal(counts.total.pending, 1);
  for (let event = 0; event < 50; event++) counts.invalidate();
  mock.timers.tick(1_999);
  await settled();
  assert.equal(service.asked.length, 1);
  mock.timers.tick(1);
  await eventually(() => counts.total.pending === 2);
});

test("an event during a count is counted by the next one", async () => {
  let answer: (() => void) | undefined;
  service.answer = () => new Promise((resolve) => (answer = () => resolve(json(200, { data: { total: count(1), departments: [] } }))));
  counts.invalidate();
  await counted();
  counts.invalidate();
  answer!();
  await settled();
  mock.timers.tick(2_000);
  await eventually(() => service.asked.length === 2);
});

test("a department without conversations counts nothing", async () => {
  counts.invalidate();
  await counted();
  assert.deepEqual(counts.of("triage"), count(0));
});

test("a count that fails leaves the numbers, and says so", async () => {
  counts.invalidate();
  await counted();
  service.answer = () => json(503, { code: "UNAVAILABLE" });
  counts.invalidate();
  mock.timers.tick(2_000);
  await eventually(() => counts.failed !== undefined);
  assert.equal(counts.total.pending, 1);
});
