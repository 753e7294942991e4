import assert from "node:assert/strict";

/** The service's HTTP API as one agent of the demo uses it. */
export class Api {
  readonly base: string;
  readonly #email: string;
  #token: Promise<string> | undefined;

  constructor(base: string, email: string) {
    this.base = base;
    this.#email = email;
  }

  token = (fresh: boolean): Promise<string> => (this.#token = fresh ? this.#login() : (this.#token ?? this.#login()));

  async #login(): Promise<string> {
    const answer = await fetch(`${this.base}/v1/auth/login`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ email: this.#email, password: "prosa-demo" }),
    });
    assert.equal(answer.status, 200);
    return ((await answer.json()) as any).data.token;
  }

  async call(method: string, path: string, body?: object): Promise<any> {
    const answer = await fetch(`${this.base}/v1${path}`, {
      method,
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${await this.token(false)}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text).data;
  }

  /** A contact writes on the department's channel; answers the conversation's id. */
  async hears(channelId: string, from: string): Promise<string> {
    const content = { text: `at ${Date.now()}` };
    const taken = await this.call("POST", "/sandbox/simulate/incoming", { channelId, from, type: "text", content });
    return taken[0].conversationId;
  }

  /** Ids by name of what is listed there. */
  async ids(path: string): Promise<Map<string, any>> {
    const things = await this.call("GET", `${path}?limit=100`);
    return new Map(things.map((thing: any) => [thing.name, thing]));
  }
}
