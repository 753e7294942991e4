import { Problem, Unreachable } from "../base/problem.js";

export interface ApiRequest {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly body?: unknown;
  /** Makes it safe to repeat the request. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

export interface Page<T> {
  readonly data: readonly T[];
  readonly pagination: { readonly nextCursor: string | null };
}

/** Returns the token for a request; `fresh` says that the previous token was refused. */
export type TokenSource = (fresh: boolean) => Promise<string>;

const TIMEOUT_MS = 30_000;

/** The client of the HTTP API; paths are relative to `/v1`. */
export class Api {
  readonly #token: TokenSource;

  constructor(token: TokenSource) {
    this.#token = token;
  }

  /** Sends a request and returns the `data` of the response. */
  async call<T>(path: string, request: ApiRequest = {}): Promise<T> {
    const response = await this.#send<{ data: T } | undefined>(path, request);
    return response?.data as T;
  }

  /** Reads one page of a list, with its cursor. */
  page<T>(path: string, request: ApiRequest = {}): Promise<Page<T>> {
    return this.#send<Page<T>>(path, request);
  }

  /** Reads all pages of a list. */
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

  async #send<A>(path: string, request: ApiRequest): Promise<A> {
    try {
      return await send<A>(path, request, await this.#token(false));
    } catch (cause) {
      if (!(cause instanceof Problem) || cause.status !== 401) throw cause;
      return send<A>(path, request, await this.#token(true));
    }
  }
}

/** Sends one request, with or without a token. */
export async function send<A>(path: string, request: ApiRequest, token?: string): Promise<A> {
  const headers = new Headers({ Accept: "application/json" });
  if (token !== undefined) headers.set("Authorization", `Bearer ${token}`);
  if (request.body !== undefined) headers.set("Content-Type", "application/json");
  if (request.idempotencyKey !== undefined) headers.set("Idempotency-Key", request.idempotencyKey);
  const response = await reach(path, {
    method: request.method ?? "GET",
    headers,
    signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(request.signal ? [request.signal] : [])]),
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  });
  const body = parsed(await text(response));
  if (!response.ok) throw new Problem(response.status, body ?? {});
  return body as A;
}

async function reach(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(`/v1${path}`, request);
  } catch (cause) {
    throw new Unreachable("nothing came back", { cause });
  }
}

async function text(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (cause) {
    throw new Unreachable("the response was cut off", { cause });
  }
}

/** The parsed body; undefined if it is empty or no JSON, such as the error page of a proxy. */
function parsed(body: string): any {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
