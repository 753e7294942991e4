import "./browser.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Message, MessageStatus } from "prosa-live";
import { MessageWindow } from "../../main/resources/web/app/conversation/message-window.js";
import { linked, webAddress } from "../../main/resources/web/app/conversation/web-text.js";

const message = (seq: number, status: MessageStatus = "DELIVERED") => ({ seq, status, error: null }) as Message;
const seqs = (window: MessageWindow) => window.all.map(({ seq }) => seq);

function windowOf(...all: number[]): MessageWindow {
  const window = new MessageWindow();
  window.reset(all.map((seq) => message(seq)));
  return window;
}

test("messages are there once and in order, however they come", () => {
  const window = windowOf(5, 4);
  window.add([message(6), message(5)]);
  window.add([message(3), message(2)]);
  assert.deepEqual(seqs(window), [2, 3, 4, 5, 6]);
});

test("one that comes before those in between waits for them", () => {
  const window = windowOf(1, 2);
  window.add([message(5)]);
  assert.deepEqual(seqs(window), [1, 2]);
  assert.equal(window.gap, true);
  window.add([message(3), message(4)]);
  assert.deepEqual(seqs(window), [1, 2, 3, 4, 5]);
  assert.equal(window.gap, false);
});

test("a status moves only forwards, also when it arrives before its message", () => {
  const window = windowOf(1);
  window.updateStatus(2, { status: "SENT", error: null });
  window.add([message(2, "QUEUED")]);
  assert.equal(window.all[1]!.status, "SENT");
  window.updateStatus(2, { status: "READ", error: null });
  window.updateStatus(2, { status: "DELIVERED", error: null });
  assert.equal(window.all[1]!.status, "READ");
  window.add([message(2, "SENT")]);
  assert.equal(window.all[1]!.status, "READ");
});

test("a page updates a status that was missed, and an older page takes none back", () => {
  const window = windowOf(1);
  window.add([message(2, "QUEUED")]);
  window.add([message(2, "READ")]);
  window.add([message(2, "SENT")]);
  assert.equal(window.all[1]!.status, "READ");
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
