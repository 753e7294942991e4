import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Conversation, type EventData, type EventType, type LiveEvent, QueueView } from "../src/index.js";
import { type Merging, TakesAll, byId } from "./control.js";

const CONTACT = { id: "maria", name: "Maria", phone: "5511987654321" };

function row(version: number, departmentId: string | null = "sales", more: Partial<Conversation> = {}): Conversation {
  return {
    id: "c1",
    channelId: "web",
    contact: CONTACT,
    assignedTo: null,
    departmentId,
    status: "PENDING",
    lastMessage: null,
    unreadCount: 0,
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-01-01T00:00:00.000Z",
    waitingSince: null,
    lastReadSeq: 0,
    closedAt: null,
    previousConversationId: null,
    version,
    ...more,
  };
}

function event<T extends EventType>(type: T, data: EventData[T]): LiveEvent {
  return { seq: 0, type, at: "2026-01-01T00:00:00.000Z", data } as LiveEvent;
}

const unread = (conversation: Conversation) => event("conversation.unread", { conversation });
const removed = (version: number, to: string | null, conversationId = "c1") =>
  event("conversation.removed", { conversationId, version, reason: "transferred", to: { departmentId: to } });

function viewOf(...rows: Conversation[]): QueueView {
  const view = new QueueView();
  view.reset("sales", rows);
  return view;
}

test("an event brings its row up to date, and an older one changes nothing", () => {
  const view = viewOf(row(3));
  view.apply("sales", unread(row(4, "sales", { unreadCount: 2 })));
  assert.equal(view.get("c1")?.unreadCount, 2);
  view.apply("sales", unread(row(3, "sales", { unreadCount: 1 })));
  assert.equal(view.get("c1")?.unreadCount, 2);
});

test("a transferred conversation is removed from one feed and stays in the other, whichever event comes first", () => {
  const left = viewOf(row(3));
  left.apply("sales", removed(4, "support"));
  assert.deepEqual(left.rows(), []);
  left.apply("support", unread(row(5, "support")));
  assert.equal(left.get("c1")?.departmentId, "support");

  const arrived = viewOf(row(3));
  arrived.apply("support", unread(row(5, "support")));
  assert.equal(arrived.get("c1")?.departmentId, "support");
  arrived.apply("sales", removed(4, "support"));
  assert.equal(arrived.get("c1")?.version, 5);
});

test("a feed that comes late does not bring a row back that has left by another", () => {
  const view = viewOf();
  view.apply("support", unread(row(5, "support")));
  view.apply("support", removed(6, "finance"));
  view.apply("sales", unread(row(3)));
  assert.deepEqual(view.rows(), []);
  view.apply("sales", removed(4, "support"));
  assert.deepEqual(view.rows(), []);
  view.apply("sales", unread(row(9)));
  assert.equal(view.get("c1")?.version, 9);
});

test("a page that is ahead of the events keeps its row when the transfer and its return arrive", () => {
  const view = viewOf(row(7));
  view.apply("sales", removed(4, "support"));
  assert.equal(view.get("c1")?.version, 7);
  view.apply("sales", unread(row(7)));
  assert.equal(view.get("c1")?.version, 7);
});

test("triage is a feed as any other", () => {
  const view = new QueueView();
  view.reset("triage", [row(3, null)]);
  view.apply("sales", unread(row(5)));
  view.apply("triage", removed(4, "sales"));
  assert.equal(view.get("c1")?.departmentId, "sales");
});

test("names change in the feed's own rows, but not in closed ones", () => {
  const ana = { id: "ana", name: "Ana" };
  const view = viewOf(row(3, "sales", { status: "OPEN", assignedTo: ana }), row(4, "sales", { id: "c2", status: "CLOSED" }));
  view.reset("support", [row(2, "support", { id: "c3" })]);
  const contact = { ...CONTACT, name: "Maria Silva" };
  view.apply("sales", event("contact.updated", { contact }));
  view.apply("sales", event("agent.updated", { agent: { ...ana, name: "Ana B." } }));
  assert.deepEqual(view.get("c1")?.contact, contact);
  assert.equal(view.get("c1")?.assignedTo?.name, "Ana B.");
  assert.equal(view.get("c2")?.contact.name, "Maria");
  assert.equal(view.get("c3")?.contact.name, "Maria");
});

test("the status of a message moves no row back", () => {
  const view = viewOf(row(3, "sales", { unreadCount: 4 }));
  const data = { messageId: "m", seq: 1, status: "READ", error: null, conversation: row(3) } as const;
  view.apply("sales", event("message.status", data));
  assert.equal(view.get("c1")?.unreadCount, 4);
});

test("a snapshot replaces all rows of its feed, also those of another epoch with higher versions", () => {
  const view = viewOf(row(50), row(60, "sales", { id: "c2" }));
  view.apply("sales", removed(61, "support", "c2"));
  view.reset("sales", [row(10), row(11, "sales", { id: "c2" })]);
  assert.deepEqual(view.rows().map(({ version }) => version), [10, 11]);
});

test("what does not pass the filter is not shown, until it does", () => {
  const view = new QueueView({ filter: ({ status }) => status !== "CLOSED" });
  view.reset("sales", [row(1), row(1, "sales", { id: "c2", status: "CLOSED" })]);
  assert.deepEqual(view.rows().map(({ id }) => id), ["c1"]);
  view.apply("sales", event("conversation.closed", {
    conversation: row(2, "sales", { status: "CLOSED" }),
    by: { type: "AGENT", id: "ana", name: "Ana" },
    note: null,
  }));
  assert.deepEqual(view.rows(), []);
  view.apply("sales", unread(row(3)));
  assert.equal(view.rows().length, 1);
});

test("with the right to a department its rows go", () => {
  let changes = 0;
  const view = new QueueView({ changed: () => changes++ });
  const sales = view.follow("sales", () => Promise.reject(new Error("not asked for")));
  void sales.reset({ data: [row(1)], feed: { seq: 1, epoch: "e" } });
  sales.ended?.("forbidden");
  assert.deepEqual([view.rows(), changes], [[], 2]);
});

// --- any history, any interleaving

/** The events of a few conversations that are transferred several times, and their final state. */
interface History {
  readonly feeds: Map<string, LiveEvent[]>;
  /** The rows of each feed after each of its events. */
  readonly snapshots: Map<string, Conversation[][]>;
  readonly rows: Map<string, Conversation>;
}

const DEPARTMENTS = ["sales", "support", "finance"];
const WATCHED = ["sales", "support"];

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ what: fc.constant("transfer" as const), id: fc.nat(2), to: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant("message" as const), id: fc.nat(2), to: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("rename" as const), id: fc.nat(2), to: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("close" as const), id: fc.nat(2), to: fc.nat(2) }) },
);

function play(steps: readonly { what: "transfer" | "message" | "rename" | "close"; id: number; to: number }[]): History {
  const history: History = { feeds: new Map(), snapshots: new Map(), rows: new Map() };
  for (const department of DEPARTMENTS) {
    history.feeds.set(department, []);
    history.snapshots.set(department, [[]]);
  }
  const apply = (department: string, event: LiveEvent) => {
    history.feeds.get(department)!.push(event);
    history.snapshots.get(department)!.push([...history.rows.values()].filter((r) => r.departmentId === department));
  };
  const put = (next: Conversation) => {
    history.rows.set(next.id, next);
    apply(next.departmentId!, unread(next));
  };
  for (const [n, { what, id, to }] of steps.entries()) {
    const key = `c${id}`;
    const now = history.rows.get(key);
    const target = DEPARTMENTS[to]!;
    if (now === undefined) put(row(1, target, { id: key, contact: { ...CONTACT, id: key } }));
    else if (now.status === "CLOSED") continue;
    else if (what === "message") put({ ...now, version: now.version + 1, unreadCount: now.unreadCount + 1 });
    else if (what === "close") put({ ...now, version: now.version + 1, status: "CLOSED" });
    else if (what === "rename") {
      const contact = { ...now.contact, name: `Maria ${n}` };
      history.rows.set(key, { ...now, contact });
      apply(now.departmentId!, event("contact.updated", { contact }));
    } else if (target === now.departmentId) put({ ...now, version: now.version + 1 });
    else {
      const arrived = { ...now, departmentId: target, version: now.version + 2 };
      history.rows.set(key, arrived);
      apply(now.departmentId!, removed(now.version + 1, target, key));
      apply(target, unread(arrived));
    }
  }
  return history;
}

const histories = fc.array(step, { minLength: 1, maxLength: 60 }).map(play);
/** Of each feed where its snapshot is taken, how far ahead its last page was read, and in which order they are heard. */
const readings = fc.record({ start: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 2 }), late: fc.nat(4), order: fc.infiniteStream(fc.nat(1)) });

type Reading = { start: number[]; late: number; order: Iterator<number> };

/** Hears both feeds from a snapshot to their end, in the given interleaving. */
function hear(history: History, { start, late, order }: Reading, view: Merging, heard: () => void = () => {}): void {
  const next = WATCHED.map((department, i) => {
    const last = history.feeds.get(department)!.length;
    const at = Math.floor(start[i]! * (last + 1)) % (last + 1);
    const snapshots = history.snapshots.get(department)!;
    // rows may appear on two pages, or as they are later than the position says
    view.reset(department, [...snapshots[at]!, ...snapshots[Math.min(last, at + late)]!]);
    return at;
  });
  const left = (i: number) => history.feeds.get(WATCHED[i]!)!.length - next[i]!;
  while (left(0) + left(1) > 0) {
    const wish = order.next().value as number;
    const i = left(wish) > 0 ? wish : 1 - wish;
    view.apply(WATCHED[i]!, history.feeds.get(WATCHED[i]!)![next[i]!++]!);
    heard();
  }
}

function shown(rows: Iterable<Conversation>): Conversation[] {
  return byId([...rows].filter((r) => WATCHED.includes(r.departmentId!)));
}

test("two feeds in any interleaving end as the service has it, and no row ever goes back", () => {
  fc.assert(
    fc.property(histories, readings, (history, reading) => {
      const view = new QueueView();
      const versions = new Map<string, number>();
      hear(history, { ...reading, order: reading.order[Symbol.iterator]() }, view, () => {
        for (const { id, version } of view.rows()) {
          assert.ok(version >= (versions.get(id) ?? 0), `${id} went back to ${version}`);
          versions.set(id, version);
        }
      });
      assert.deepEqual(shown(view.rows()), shown(history.rows.values()));
    }),
    { numRuns: 2_000 },
  );
});

test("the control, which takes each event as it comes, does not", () => {
  const failure = fc.check(
    fc.property(histories, readings, (history, reading) => {
      const view = new TakesAll();
      hear(history, { ...reading, order: reading.order[Symbol.iterator]() }, view);
      assert.deepEqual(shown(view.rows()), shown(history.rows.values()));
    }),
    { numRuns: 2_000 },
  );
  assert.ok(failure.failed);
});
