import { kept } from "../base/kept.js";
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

interface Granted {
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
  #granted: Granted | undefined = read();
  #renewing: { readonly of: Granted; readonly token: Promise<string> } | undefined;
  #ended = false;

  constructor() {
    super();
    addEventListener("storage", ({ key }) => key === `prosa.${KEY}` && this.#take(read()));
  }

  get me(): Me | undefined {
    return this.#granted?.agent;
  }

  /** Whether it ended by itself and not by logging out. */
  get ended(): boolean {
    return this.#ended;
  }

  async logIn(email: string, password: string): Promise<void> {
    const { data } = await send<{ data: Granted }>("/auth/login", { method: "POST", body: { email, password } });
    this.#keep(data);
  }

  /** Whoever uses this browser next finds nothing of what was written. */
  logOut(): void {
    kept.forget("draft.");
    this.#keep(undefined);
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
    const granted = this.#granted;
    if (granted === undefined) throw new AccessEnded("nobody is logged in");
    if (!fresh && Date.parse(granted.expiresAt) - Date.now() > RENEW_MS) return granted.token;
    if (this.#renewing?.of !== granted) {
      const token = this.#renew(granted, fresh).finally(() => (this.#renewing = undefined));
      this.#renewing = { of: granted, token };
    }
    return this.#renewing.token;
  }

  async #renew(granted: Granted, fresh: boolean): Promise<string> {
    try {
      const { data } = await send<{ data: Granted }>("/auth/renew", { method: "POST" }, granted.token);
      // unless it was another's by then, or nobody's
      if (this.#granted === granted) this.#keep(data);
      return data.token;
    } catch (cause) {
      const refused = cause instanceof Problem && cause.status === 401;
      // the service may be away for a moment, and the old one still good when it is back
      if (!refused && !fresh && isGood(granted)) return granted.token;
      if (!refused) throw cause;
      const latest = read();
      // another tab has a later one of the same agent, or this one has logged in again
      if (latest && latest.token !== granted.token && latest.agent.id === granted.agent.id) return latest.token;
      if (this.#granted === granted) this.end();
      throw new AccessEnded("the session has ended");
    }
  }

  /** The service takes this agent's token no more. */
  end(): void {
    this.#ended = true;
    this.#keep(undefined);
  }

  #keep(granted: Granted | undefined): void {
    kept.set(KEY, granted && JSON.stringify(granted));
    this.#take(granted);
  }

  #take(granted: Granted | undefined): void {
    if (granted) this.#ended = false;
    this.#granted = granted;
    this.changed();
  }
}

function read(): Granted | undefined {
  try {
    const granted = JSON.parse(kept.get(KEY) ?? "") as Granted;
    return isGood(granted) ? granted : undefined;
  } catch {
    return undefined;
  }
}

function isGood(granted: Granted): boolean {
  return Date.parse(granted.expiresAt) > Date.now();
}
