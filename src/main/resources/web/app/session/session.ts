import { Problem } from "../base/problem.js";
import { storage } from "../base/storage.js";
import { Store } from "../base/store.js";
import { AccessEnded, type Person } from "prosa-live";
import { Api, send } from "./api.js";

export type Role = "ADMIN" | "SUPERVISOR" | "AGENT";

/** The agent who is logged in. */
export interface Me {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly departments: readonly Person[];
  readonly institution: Person;
}

interface LoginResponse {
  readonly token: string;
  readonly expiresAt: string;
  readonly agent: Me;
}

const KEY = "session";
/** A token is renewed when less than this is left. */
const RENEW_MS = 60_000;

/**
 * The agent who is logged in, and the token. Both are in the browser's storage, so that they survive a reload and all
 * tabs share them: a logout or a renewal in one tab applies to all.
 */
export class Session extends Store {
  readonly api = new Api((fresh) => this.token(fresh));
  #login: LoginResponse | undefined = read();
  #renewing: { readonly of: LoginResponse; readonly token: Promise<string> } | undefined;
  #ended = false;

  constructor() {
    super();
    addEventListener("storage", ({ key }) => key === `prosa.${KEY}` && this.#use(read()));
  }

  get me(): Me | undefined {
    return this.#login?.agent;
  }

  /** Whether the session ended without a logout. */
  get ended(): boolean {
    return this.#ended;
  }

  async logIn(email: string, password: string): Promise<void> {
    const { data } = await send<{ data: LoginResponse }>("/auth/login", { method: "POST", body: { email, password } });
    this.#save(data);
  }

  /** Ends the session and removes all drafts, so that the next user of this browser cannot read them. */
  logOut(): void {
    storage.removeAll("draft.");
    this.#save(undefined);
  }

  async changePassword(current: string, next: string): Promise<void> {
    const { email } = this.me!;
    await this.api.call("/me/password", { method: "PUT", body: { current, new: next } });
    // the service refuses earlier tokens from now on
    await this.logIn(email, next);
  }

  /**
   * Returns a token that is valid for at least another minute, if it can be renewed.
   *
   * @param fresh whether the previous token may have been refused
   * @throws AccessEnded if the agent must log in again
   */
  async token(fresh: boolean): Promise<string> {
    const login = this.#login;
    if (login === undefined) throw new AccessEnded("nobody is logged in");
    if (!fresh && Date.parse(login.expiresAt) - Date.now() > RENEW_MS) return login.token;
    if (this.#renewing?.of !== login) {
      const token = this.#renew(login, fresh).finally(() => (this.#renewing = undefined));
      this.#renewing = { of: login, token };
    }
    return this.#renewing.token;
  }

  async #renew(login: LoginResponse, fresh: boolean): Promise<string> {
    try {
      const { data } = await send<{ data: LoginResponse }>("/auth/renew", { method: "POST" }, login.token);
      // not if another agent has logged in meanwhile, or this one has logged out
      if (this.#login === login) this.#save(data);
      return data.token;
    } catch (cause) {
      const refused = cause instanceof Problem && cause.status === 401;
      // the service may be down for a moment, and the old token may still be valid afterwards
      if (!refused && !fresh && isGood(login)) return login.token;
      if (!refused) throw cause;
      const latest = read();
      // another tab has a newer token of the same agent, or this agent has logged in again
      if (latest && latest.token !== login.token && latest.agent.id === login.agent.id) return latest.token;
      if (this.#login === login) this.end();
      throw new AccessEnded("the session has ended");
    }
  }

  /** The service does not accept this agent's token any more. */
  end(): void {
    this.#ended = true;
    this.#save(undefined);
  }

  #save(login: LoginResponse | undefined): void {
    storage.set(KEY, login && JSON.stringify(login));
    this.#use(login);
  }

  #use(login: LoginResponse | undefined): void {
    if (login) this.#ended = false;
    this.#login = login;
    this.changed();
  }
}

function read(): LoginResponse | undefined {
  try {
    const login = JSON.parse(storage.get(KEY) ?? "") as LoginResponse;
    return isGood(login) ? login : undefined;
  } catch {
    return undefined;
  }
}

function isGood(login: LoginResponse): boolean {
  return Date.parse(login.expiresAt) > Date.now();
}
