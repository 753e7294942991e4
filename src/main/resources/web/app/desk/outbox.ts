import { AccessEnded, type Message } from "prosa-live";
import { inLanguages } from "../base/language.js";
import { notices } from "../base/notice.js";
import { Store } from "../base/store.js";
import type { Api } from "../session/api.js";
import { Problem, Unreachable, wordsOf } from "../base/problem.js";
import type { Feeds } from "./feeds.js";

const words = inLanguages({
  en: {
    contact: "a contact",
    unsent: (to: string, why: string) => `Your reply to ${to} was not sent. ${why}`,
  },
  pt: {
    contact: "um contato",
    unsent: (to, why) => `Sua resposta a ${to} não foi enviada. ${why}`,
  },
});

/** A reply that the service has not answered for yet. */
export interface Unsent {
  /** Makes repeating safe: the service knows by it that it has the message already. */
  readonly key: string;
  readonly conversationId: string;
  readonly text: string;
  readonly at: string;
  readonly state: "sending" | "failed";
  /** Why it failed. */
  readonly refusal?: string;
  /** The feed has brought it before the answer did. */
  readonly arrived?: boolean;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Replies on their way. Each is tried until the service takes or refuses it, in the order of its conversation, through
 * lost connections and reloads of the page, and is there once.
 */
export class Outbox extends Store {
  readonly #api: Api;
  readonly #feeds: Feeds;
  readonly #me: string;
  readonly #place: string;
  readonly #sending = new Set<string>();
  readonly #stops: (() => void)[] = [];
  #wake = new AbortController();
  #all: readonly Unsent[] = [];
  #stopped = false;
  #live = false;
  /** Told of each message that was taken. */
  sent: (message: Message) => void = () => {};

  constructor(api: Api, feeds: Feeds, me: string) {
    super();
    this.#api = api;
    this.#feeds = feeds;
    this.#me = me;
    this.#place = `prosa.outbox.${me}`;
  }

  start(): void {
    this.#all = this.#kept();
    this.#stops.push(
      this.#feeds.listen({
        event: (_department, event) => {
          if (event.type === "message.created") this.#arrived(event.data.message);
        },
      }),
      // the connection is back: no need to wait any longer
      this.#feeds.watch(() => this.#connected(this.#feeds.live)),
    );
    addEventListener("beforeunload", this.#leaving);
    for (const { conversationId } of this.#all) void this.#send(conversationId);
  }

  stop(): void {
    this.#stopped = true;
    this.#wake.abort();
    removeEventListener("beforeunload", this.#leaving);
    for (const stop of this.#stops.splice(0)) stop();
  }

  /** Of one conversation, in order, without those that are among its messages already. */
  of(conversationId: string): readonly Unsent[] {
    return this.#all.filter((one) => one.conversationId === conversationId && !one.arrived);
  }

  add(conversationId: string, text: string): void {
    const unsent: Unsent = {
      key: crypto.randomUUID(),
      conversationId,
      text,
      at: new Date().toISOString(),
      state: "sending",
    };
    this.#set([...this.#all, unsent]);
    void this.#send(conversationId);
  }

  retry(unsent: Unsent): void {
    const { refusal: _, ...again } = unsent;
    this.#replace(unsent.key, { ...again, state: "sending" });
    void this.#send(unsent.conversationId);
  }

  discard(unsent: Unsent): void {
    this.#set(this.#all.filter(({ key }) => key !== unsent.key));
  }

  #connected(live: boolean): void {
    if (live && !this.#live) this.#wake.abort();
    this.#live = live;
  }

  /** One after the other, until none waits. */
  async #send(conversationId: string): Promise<void> {
    if (this.#sending.has(conversationId)) return;
    this.#sending.add(conversationId);
    let pause = FIRST_PAUSE_MS;
    for (let next = this.#next(conversationId); next && !this.#stopped; next = this.#next(conversationId)) {
      if (await this.#try(next)) {
        pause = FIRST_PAUSE_MS;
      } else {
        await this.#rest(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
      }
    }
    this.#sending.delete(conversationId);
  }

  #next(conversationId: string): Unsent | undefined {
    return this.#all.find((one) => one.conversationId === conversationId && one.state === "sending");
  }

  /** @returns whether it is decided */
  async #try(unsent: Unsent): Promise<boolean> {
    try {
      const message = await this.#api.call<Message>(`/conversations/${unsent.conversationId}/messages`, {
        method: "POST",
        body: { type: "text", content: { text: unsent.text } },
        idempotencyKey: unsent.key,
      });
      this.sent(message);
      this.discard(unsent);
      return true;
    } catch (cause) {
      // where the session has ended it goes on with the next login
      if (cause instanceof Unreachable || cause instanceof AccessEnded || (cause instanceof Problem && cause.passes))
        return false;
      this.#refused(unsent, wordsOf(cause));
      return true;
    }
  }

  /** Whoever wrote it may look at another conversation by now. */
  #refused(unsent: Unsent, refusal: string): void {
    this.#replace(unsent.key, { ...unsent, state: "failed", refusal });
    const to = this.#feeds.get(unsent.conversationId)?.contact.name ?? words().contact;
    notices.refuse(words().unsent(to, refusal));
  }

  #rest(ms: number): Promise<void> {
    // all that rest wake up together
    if (this.#wake.signal.aborted) this.#wake = new AbortController();
    const { signal } = this.#wake;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #arrived(message: Message): void {
    if (message.direction !== "OUTBOUND" || message.author.id !== this.#me) return;
    const unsent = this.#all.find(
      (one) => one.conversationId === message.conversationId && !one.arrived && one.text === message.content,
    );
    if (unsent) this.#replace(unsent.key, { ...unsent, arrived: true });
  }

  #replace(key: string, by: Unsent): void {
    this.#set(this.#all.map((one) => (one.key === key ? by : one)));
  }

  #set(all: readonly Unsent[]): void {
    this.#all = all;
    try {
      sessionStorage.setItem(this.#place, JSON.stringify(all));
    } catch {
      // full or forbidden: they last as long as the page
    }
    this.changed();
  }

  #kept(): readonly Unsent[] {
    try {
      return JSON.parse(sessionStorage.getItem(this.#place) ?? "[]") as Unsent[];
    } catch {
      return [];
    }
  }

  readonly #leaving = (event: BeforeUnloadEvent) => {
    if (this.#all.some(({ arrived }) => !arrived)) event.preventDefault();
  };
}
