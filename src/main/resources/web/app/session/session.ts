import { storage } from "../base/storage.js";
import { Store } from "../base/store.js";
import { AccessEnded, type Person } from "prosa-live";
import { Api, send } from "./api.js";
import { Problem } from "../base/problem.js";

export type Role = "ADMIN" | "SUPERVISOR" | "AGENT";

/** Who is logged in. */
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
/** Renewed when so little of its life is left. */
const RENEW_MS = 60_000;

/**
 * Who is logged in, and with what token. It is kept in the browser, so that it outlives a reload and serves all tabs; a
 * tab that logs out or renews does so for all.
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

  /** Whether it ended by itself and not by logging out. */
  get ended(): boolean {
    return this.#ended;
  }

  async logIn(email: string, password: string): Promise<void> {
    const { data } = await send<{ data: LoginResponse }>("/auth/login", { method: "POST", body: { email, password } });
    this.#save(data);
  }

  /** Whoever uses this browser next finds nothing of what was written. */
  logOut(): void {
    storage.removeAll("draft.");
    this.#save(undefined);
  }

  async changePassword(current: string, next: string): Promise<void> {
    const { email } = this.me!;
    await this.api.call("/me/password", { method: "PUT", body: { current, new: next } });
    // earlier tokens are refused from now on
    await this.logIn(email, next);
  }

  /**
   * A token that is good for a while.
   *
   * @param fresh whether the one given before may be refused
   * @throws AccessEnded where one must log in again
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
      // unless it was another's by then, or nobody's
      if (this.#login === login) this.#save(data);
      return data.token;
    } catch (cause) {
      const refused = cause instanceof Problem && cause.status === 401;
      // the service may be away for a moment, and the old one still good when it is back
      if (!refused && !fresh && isGood(login)) return login.token;
      if (!refused) throw cause;
      const latest = read();
      // another tab has a later one of the same agent, or this one has logged in again
      if (latest && latest.token !== login.token && latest.agent.id === login.agent.id) return latest.token;
      if (this.#login === login) this.end();
      throw new AccessEnded("the session has ended");
    }
  }

  /** The service takes this agent's token no more. */
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
