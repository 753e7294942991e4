import type { Conversation } from "prosa-live";
import { plain } from "../base/plain.js";
import { route } from "../base/route.js";

export const TABS = ["waiting", "mine", "open", "closed"] as const;
export type Tab = (typeof TABS)[number];
export type Sort = "recent" | "waiting";

/** Which conversations are shown, and in what order. */
export interface Selection {
  readonly tab: Tab;
  /** An id or `triage`; undefined means all departments. */
  readonly department: string | undefined;
  readonly channel: string | undefined;
  /** The id of the assignee; `none` means conversations without an assignee. */
  readonly agent: string | undefined;
  readonly unread: boolean;
  /** A part of the contact's name or phone. */
  readonly search: string;
  readonly sort: Sort;
}

/** The selection in the current URL. */
export function selection(): Selection {
  const tab = TABS.find((one) => one === route.get("tab")) ?? "waiting";
  return {
    tab,
    department: route.get("department"),
    channel: route.get("channel"),
    agent: route.get("agent"),
    // closed conversations have no unread messages
    unread: tab !== "closed" && route.get("unread") !== undefined,
    search: route.get("search") ?? "",
    sort: (route.get("sort") as Sort | undefined) ?? (tab === "waiting" ? "waiting" : "recent"),
  };
}

/** The selected ones of the active conversations, sorted. */
export function select(all: readonly Conversation[], selected: Selection, me: string): Conversation[] {
  const rows = all.filter((one) => inTab(one, selected.tab, me) && matches(one, selected));
  return rows.sort(selected.sort === "waiting" ? byWaiting : byActivity);
}

function inTab(one: Conversation, tab: Tab, me: string): boolean {
  switch (tab) {
    case "waiting":
      return one.status === "PENDING";
    case "mine":
      return one.assignedTo?.id === me && one.status === "OPEN";
    case "open":
      return one.status !== "CLOSED";
    case "closed":
      return one.status === "CLOSED";
  }
}

/** Whether a conversation passes the filters; the tab does not matter. */
export function matches(one: Conversation, selected: Selection): boolean {
  const { department, channel, agent, unread, search } = selected;
  return (
    (department === undefined || one.departmentId === (department === "triage" ? null : department)) &&
    (channel === undefined || one.channelId === channel) &&
    (agent === undefined || (one.assignedTo?.id ?? "none") === agent) &&
    (!unread || one.unreadCount > 0) &&
    (search === "" || found(search, one))
  );
}

function found(search: string, { contact }: Conversation): boolean {
  const digits = search.replace(/[\s()+-]/g, "");
  return plain(contact.name).includes(plain(search)) || (/^\d+$/.test(digits) && contact.phone.includes(digits));
}

function byActivity(a: Conversation, b: Conversation): number {
  return compare(b.updatedAt, a.updatedAt) || compare(b.id, a.id);
}

/** The longest wait first; conversations that do not wait come last. */
function byWaiting(a: Conversation, b: Conversation): number {
  return compare(a.waitingSince ?? "~", b.waitingSince ?? "~") || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
