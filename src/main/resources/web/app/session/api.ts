import { Problem, Unreachable } from "../base/problem.js";

export interface Call {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly body?: unknown;
  /** Makes repeating safe. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

export interface Page<T> {
  readonly data: readonly T[];
  readonly pagination: { readonly nextCursor: string | null };
}

/** Gives the token for a call; `fresh` says that the last one was refused. */
export type TokenSource = (fresh: boolean) => Promise<string>;

const PATIENCE_MS = 30_000;

/** The service's HTTP interface, by paths under `/v1`. */
export class Api {
  readonly #token: TokenSource;

  constructor(token: TokenSource) {
    this.#token = token;
  }

  /** The `data` of the answer. */
  async call<T>(path: string, call: Call = {}): Promise<T> {
    const answer = await this.#answer<{ data: T } | undefined>(path, call);
    return answer?.data as T;
  }

  /** A list with its cursor. */
  page<T>(path: string, call: Call = {}): Promise<Page<T>> {
    return this.#answer<Page<T>>(path, call);
  }

  /** A whole list, page after page. */
  async all<T>(path: string): Promise<T[]> {
    const found: T[] = [];
    let cursor: string | null = null;
    do {
      const query = new URLSearchParams({ limit: "100", ...(cursor === null ? {} : { cursor }) });
      const page: Page<T> = await this.page<T>(`${path}?${query}`);
      found.push(...page.data);
      cursor = page.pagination.nextCursor;
    } while (cursor !== null);
    return found;
  }

  async #answer<A>(path: string, call: Call): Promise<A> {
    try {
      return await send<A>(path, call, await this.#token(false));
    } catch (cause) {
      if (!(cause instanceof Problem) || cause.status !== 401) throw cause;
      return send<A>(path, call, await this.#token(true));
    }
  }
}

/** One request, with a token or without. */
export async function send<A>(path: string, call: Call, token?: string): Promise<A> {
  const headers = new Headers({ Accept: "application/json" });
  if (token !== undefined) headers.set("Authorization", `Bearer ${token}`);
  if (call.body !== undefined) headers.set("Content-Type", "application/json");
  if (call.idempotencyKey !== undefined) headers.set("Idempotency-Key", call.idempotencyKey);
  const answer = await reach(path, {
    method: call.method ?? "GET",
    headers,
    signal: AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), ...(call.signal ? [call.signal] : [])]),
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
  });
  const body = parsed(await text(answer));
  if (!answer.ok) throw new Problem(answer.status, body ?? {});
  return body as A;
}

async function reach(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(`/v1${path}`, request);
  } catch (cause) {
    throw new Unreachable("nothing came back", { cause });
  }
}

async function text(answer: Response): Promise<string> {
  try {
    return await answer.text();
  } catch (cause) {
    throw new Unreachable("the answer was cut off", { cause });
  }
}

/** Nothing, where there is none, or a page of a proxy. */
function parsed(body: string): any {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
