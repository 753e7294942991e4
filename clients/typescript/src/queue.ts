import { AccessEnded } from "./handlers.js";
import type { Conversation, Position } from "./model.js";
import type { LiveOptions } from "./options.js";
import type { QueueSnapshot } from "./view.js";

export interface QueueSource {
  /** `https://desk.example.com` */
  readonly url: string;
  readonly token: LiveOptions["token"];
  /** Filters for `GET /v1/conversations`, for instance `status=PENDING&status=OPEN`. */
  readonly filters?: string;
}

interface Page {
  readonly data: readonly Conversation[];
  readonly pagination: { readonly nextCursor: string | null };
  /** Absent if the caller has no access to the department's feed. */
  readonly feed?: Position;
}

/** Fetches all pages of a department's queue, with the position at which its feed continues. */
export async function loadQueue(source: QueueSource, department: string, signal: AbortSignal): Promise<QueueSnapshot> {
  const data: Conversation[] = [];
  let cursor: string | null = null;
  for (;;) {
    const page: Page = await fetchPage(source, department, cursor, signal);
    if (page.feed === undefined) throw new AccessEnded(`no feed of ${department}`);
    data.push(...page.data);
    cursor = page.pagination.nextCursor;
    // every page has the position of the first page
    if (cursor === null) return { data, feed: page.feed };
  }
}

async function fetchPage(
  source: QueueSource,
  department: string,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Page> {
  const query = new URLSearchParams(source.filters);
  query.set("departmentId", department === "triage" ? "none" : department);
  query.set("limit", "100");
  if (cursor !== null) query.set("cursor", cursor);
  const url = `${source.url}/v1/conversations?${query}`;
  let answer = await get(url, await source.token(false), signal);
  if (answer.status === 401) answer = await get(url, await source.token(true), signal);
  if (!answer.ok) throw new Error(`the queue could not be read: ${answer.status}`);
  return (await answer.json()) as Page;
}

function get(url: string, token: string, signal: AbortSignal): Promise<Response> {
  return fetch(url, { headers: { Authorization: `Bearer ${token}` }, signal });
}
