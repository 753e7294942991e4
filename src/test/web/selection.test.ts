import { fresh } from "./browser.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { Conversation } from "prosa-live";
import { type Selection, select, selection } from "../../main/resources/web/app/queue/selection.js";

const ME = "ana";
const ALL: Selection = {
  tab: "open",
  department: undefined,
  channel: undefined,
  agent: undefined,
  unread: false,
  search: "",
  sort: "recent",
};

function row(id: string, more: Partial<Conversation> = {}): Conversation {
  return {
    id,
    channelId: "web",
    contact: { id: `contact-${id}`, name: id, phone: "5511987654321" },
    assignedTo: null,
    departmentId: "sales",
    status: "PENDING",
    unreadCount: 0,
    updatedAt: "2026-01-01T12:00:00.000Z",
    waitingSince: null,
    ...more,
  } as Conversation;
}

const assigned = (id: string, by: string) => row(id, { status: "OPEN", assignedTo: { id: by, name: by } });
const ids = (rows: readonly Conversation[], selected: Partial<Selection>) =>
  select(rows, { ...ALL, ...selected }, ME).map(({ id }) => id);

beforeEach(() => {
  fresh();
  location.hash = "";
});

test("the tabs are those that wait, one's own, and all", () => {
  const rows = [row("waits"), assigned("mine", ME), assigned("theirs", "bruno")];
  assert.deepEqual(ids(rows, { tab: "waiting" }), ["waits"]);
  assert.deepEqual(ids(rows, { tab: "mine" }), ["mine"]);
  assert.deepEqual(ids(rows, { tab: "open" }).sort(), ["mine", "theirs", "waits"]);
});

test("a department is one department, and triage is no department", () => {
  const rows = [row("sales"), row("triage", { departmentId: null })];
  assert.deepEqual(ids(rows, { department: "sales" }), ["sales"]);
  assert.deepEqual(ids(rows, { department: "triage" }), ["triage"]);
});

test("filters combine", () => {
  const rows = [
    { ...assigned("yes", "bruno"), unreadCount: 2 },
    assigned("read", "bruno"),
    { ...assigned("other", "carla"), unreadCount: 2 },
    { ...assigned("elsewhere", "bruno"), unreadCount: 2, channelId: "phone" },
  ];
  assert.deepEqual(ids(rows, { agent: "bruno", unread: true, channel: "web" }), ["yes"]);
  assert.deepEqual(ids([...rows, row("nobody")], { agent: "none" }), ["nobody"]);
});

test("a search finds names without their accents and phones without their signs", () => {
  const rows = [row("João Péreira"), row("Maria", { contact: { id: "m", name: "Maria", phone: "5521900001111" } })];
  assert.deepEqual(ids(rows, { search: "joao pe" }), ["João Péreira"]);
  assert.deepEqual(ids(rows, { search: "+55 (21) 9000-01" }), ["Maria"]);
  assert.deepEqual(ids(rows, { search: "nobody" }), []);
});

test("the last activity comes first, or else the longest wait, and those who do not wait come last", () => {
  const at = (minute: number) => `2026-01-01T12:0${minute}:00.000Z`;
  const rows = [
    row("answered", { updatedAt: at(9) }),
    row("long", { updatedAt: at(3), waitingSince: at(1) }),
    row("short", { updatedAt: at(5), waitingSince: at(5) }),
  ];
  assert.deepEqual(ids(rows, { sort: "recent" }), ["answered", "short", "long"]);
  assert.deepEqual(ids(rows, { sort: "waiting" }), ["long", "short", "answered"]);
});

test("the selection is in the address", () => {
  location.hash = "#/queue?tab=mine&department=triage&search=jo%C3%A3o&unread=yes";
  assert.deepEqual(selection(), { ...ALL, tab: "mine", department: "triage", search: "joão", unread: true });
});

test("those who wait are in the order of their waiting, unless another order is chosen", () => {
  assert.equal(selection().tab, "waiting");
  assert.equal(selection().sort, "waiting");
  location.hash = "#/queue?sort=recent";
  assert.equal(selection().sort, "recent");
});
