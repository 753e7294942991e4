import "./browser.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Message, MessageStatus } from "prosa-live";
import { MessageRun } from "../../main/resources/web/app/conversation/message-run.js";
import { linked, webAddress } from "../../main/resources/web/app/conversation/web-text.js";

const message = (seq: number, status: MessageStatus = "DELIVERED") => ({ seq, status, error: null }) as Message;
const seqs = (run: MessageRun) => run.all.map(({ seq }) => seq);

function begun(...all: number[]): MessageRun {
  const run = new MessageRun();
  run.begin(all.map((seq) => message(seq)));
  return run;
}

test("messages are there once and in order, however they come", () => {
  const run = begun(5, 4);
  run.add([message(6), message(5)]);
  run.add([message(3), message(2)]);
  assert.deepEqual(seqs(run), [2, 3, 4, 5, 6]);
});

test("one that comes before those in between waits for them", () => {
  const run = begun(1, 2);
  run.add([message(5)]);
  assert.deepEqual(seqs(run), [1, 2]);
  assert.equal(run.gap, true);
  run.add([message(3), message(4)]);
  assert.deepEqual(seqs(run), [1, 2, 3, 4, 5]);
  assert.equal(run.gap, false);
});

test("a status moves only forwards, also when it is told before its message", () => {
  const run = begun(1);
  run.tell(2, { status: "SENT", error: null });
  run.add([message(2, "QUEUED")]);
  assert.equal(run.all[1]!.status, "SENT");
  run.tell(2, { status: "READ", error: null });
  run.tell(2, { status: "DELIVERED", error: null });
  assert.equal(run.all[1]!.status, "READ");
  run.add([message(2, "SENT")]);
  assert.equal(run.all[1]!.status, "READ");
});

test("a page tells of a status that was missed, and one that was read early takes none back", () => {
  const run = begun(1);
  run.add([message(2, "QUEUED")]);
  run.add([message(2, "READ")]);
  run.add([message(2, "SENT")]);
  assert.equal(run.all[1]!.status, "READ");
});

test("only addresses of the web are ever led to", () => {
  for (const bad of ["javascript:alert(1)", "data:text/html,<script>", "file:///etc/passwd", "//example.com", "nonsense"])
    assert.equal(webAddress(bad), undefined, bad);
  assert.equal(webAddress("https://example.com/a"), "https://example.com/a");
});

test("addresses in a text become links, and all of its words stay", () => {
  const words = (text: string) => linked(text).map((part) => (typeof part === "string" ? part : part.values[0]));
  assert.deepEqual(words("see https://example.com/a?b=1, or not"), ["see ", "https://example.com/a?b=1", ", or not"]);
  assert.deepEqual(words("(https://en.wikipedia.org/wiki/A_(b))."), ["(", "https://en.wikipedia.org/wiki/A_(b)", ")."]);
  assert.deepEqual(words("<b>no</b> javascript:alert(1)"), ["<b>no</b> javascript:alert(1)"]);
});
