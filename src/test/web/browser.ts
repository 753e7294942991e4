// What of a browser the console's stores touch, for tests outside of one; imported before them.

class MemoryStorage {
  [key: string]: unknown;
  getItem(key: string): string | null {
    return (this[key] as string | undefined) ?? null;
  }
  setItem(key: string, value: string): void {
    this[key] = value;
  }
  removeItem(key: string): void {
    delete this[key];
  }
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: any;
  readonly key: string | null;
  readonly token: string | null;
}

/** The service as the network shows it: what it was asked, and what it says. */
export const service = {
  asked: [] as Asked[],
  /** Throws where nothing comes back. */
  answer: (_asked: Asked): Response | Promise<Response> => json(200, { data: null }),
};

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

Object.assign(globalThis, {
  localStorage: new MemoryStorage(),
  sessionStorage: new MemoryStorage(),
  location: { hash: "", protocol: "http:", host: "localhost", origin: "http://localhost" },
  document: { documentElement: { lang: "", dataset: {} }, hidden: false, addEventListener() {}, removeEventListener() {}, createTreeWalker: () => ({}) },
  addEventListener() {},
  removeEventListener() {},
  fetch: async (path: string, request: RequestInit) => {
    const headers = new Headers(request.headers);
    const asked: Asked = {
      method: request.method ?? "GET",
      path: path.replace("/v1", ""),
      body: request.body === undefined ? undefined : JSON.parse(String(request.body)),
      key: headers.get("Idempotency-Key"),
      token: headers.get("Authorization")?.replace("Bearer ", "") ?? null,
    };
    service.asked.push(asked);
    return service.answer(asked);
  },
});
Object.defineProperty(globalThis, "navigator", { value: { languages: ["en-US"] }, configurable: true });

/** As before the first request, with an empty storage. */
export function fresh(): void {
  service.asked = [];
  service.answer = () => json(200, { data: null });
  for (const storage of [localStorage, sessionStorage]) for (const key of Object.keys(storage)) storage.removeItem(key);
}

/** Waits for a condition, checked again after each turn of the event loop. */
export async function eventually(condition: () => boolean): Promise<void> {
  for (let turns = 0; !condition(); turns++) {
    if (turns > 10_000) throw new Error(`in vain: ${condition}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Lets what follows from the past happen, so that what does not follow is seen not to. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}
