import { AccessEnded, type Message } from "prosa-live";
import { inLanguages } from "../base/language.js";
import { Listeners } from "../base/listeners.js";
import { notices } from "../base/notice.js";
import { Problem, Unreachable, errorMessage } from "../base/problem.js";
import { Store } from "../base/store.js";
import type { Api } from "../session/api.js";
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

/** A reply that the service has not accepted yet. */
export interface UnsentReply {
  /** The idempotency key: the service uses it to recognise a repeated request. */
  readonly key: string;
  readonly conversationId: string;
  readonly text: string;
  readonly at: string;
  readonly state: "sending" | "failed";
  /** The reason of the failure. */
  readonly refusal?: string;
  /** Whether the message has arrived on the feed before the response did. */
  readonly arrived?: boolean;
}

export interface SendQueueListener {
  /** The service has accepted this message. */
  readonly sent: (message: Message) => void;
}

const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 15_000;

/**
 * The replies that are being sent. Each is retried until the service accepts or refuses it, also after lost connections
 * and reloads of the page. The replies of one conversation are sent in order, and each is stored exactly once.
 */
export class SendQueue extends Store {
  readonly #api: Api;
  readonly #feeds: Feeds;
  readonly #me: string;
  readonly #storageKey: string;
  readonly #listeners = new Listeners<SendQueueListener>();
  readonly #sending = new Set<string>();
  readonly #stops: (() => void)[] = [];
  #retryNow = new AbortController();
  #all: readonly UnsentReply[] = [];
  #stopped = false;
  #live = false;

  constructor(api: Api, feeds: Feeds, me: string) {
    super();
    this.#api = api;
    this.#feeds = feeds;
    this.#me = me;
    this.#storageKey = `prosa.send-queue.${me}`;
  }

  start(): void {
    this.#all = this.#stored();
    this.#stops.push(
      this.#feeds.listen({
        event: (_department, event) => {
          if (event.type === "message.created") this.#onMessage(event.data.message);
        },
      }),
      // the connection is back, so retry at once
      this.#feeds.subscribe(() => this.#onConnection(this.#feeds.live)),
    );
    addEventListener("beforeunload", this.#onUnload);
    for (const { conversationId } of this.#all) void this.#send(conversationId);
  }

  stop(): void {
    this.#stopped = true;
    this.#retryNow.abort();
    removeEventListener("beforeunload", this.#onUnload);
    for (const stop of this.#stops.splice(0)) stop();
  }

  /** @returns a function that removes the listener */
  listen(listener: SendQueueListener): () => void {
    return this.#listeners.add(listener);
  }

  /** The unsent replies of a conversation in order, without those that have arrived on the feed. */
  of(conversationId: string): readonly UnsentReply[] {
    return this.#all.filter((one) => one.conversationId === conversationId && !one.arrived);
  }

  add(conversationId: string, text: string): void {
    const unsent: UnsentReply = {
      key: crypto.randomUUID(),
      conversationId,
      text,
      at: new Date().toISOString(),
      state: "sending",
    };
    this.#set([...this.#all, unsent]);
    void this.#send(conversationId);
  }

  retry(unsent: UnsentReply): void {
    const { refusal: _, ...again } = unsent;
    this.#replace(unsent.key, { ...again, state: "sending" });
    void this.#send(unsent.conversationId);
  }

  discard(unsent: UnsentReply): void {
    this.#set(this.#all.filter(({ key }) => key !== unsent.key));
  }

  #onConnection(live: boolean): void {
    if (live && !this.#live) this.#retryNow.abort();
    this.#live = live;
  }

  /** Sends the replies of a conversation one after the other until none is left. */
  async #send(conversationId: string): Promise<void> {
    if (this.#sending.has(conversationId)) return;
    this.#sending.add(conversationId);
    let delay = FIRST_DELAY_MS;
    for (let next = this.#next(conversationId); next && !this.#stopped; next = this.#next(conversationId)) {
      if (await this.#try(next)) {
        delay = FIRST_DELAY_MS;
      } else {
        await this.#delay(delay);
        delay = Math.min(2 * delay, MAX_DELAY_MS);
      }
    }
    this.#sending.delete(conversationId);
  }

  #next(conversationId: string): UnsentReply | undefined {
    return this.#all.find((one) => one.conversationId === conversationId && one.state === "sending");
  }

  /** @returns whether the reply was accepted or refused, so that the next one is due */
  async #try(unsent: UnsentReply): Promise<boolean> {
    try {
      const message = await this.#api.call<Message>(`/conversations/${unsent.conversationId}/messages`, {
        method: "POST",
        body: { type: "text", content: { text: unsent.text } },
        idempotencyKey: unsent.key,
      });
      this.#listeners.emit((listener) => listener.sent(message));
      this.discard(unsent);
      return true;
    } catch (cause) {
      // after the end of the session it is sent with the next login
      if (cause instanceof Unreachable || cause instanceof AccessEnded || (cause instanceof Problem && cause.isRetryable))
        return false;
      this.#fail(unsent, errorMessage(cause));
      return true;
    }
  }

  /** Shows a notice too, because the agent may have opened another conversation. */
  #fail(unsent: UnsentReply, refusal: string): void {
    this.#replace(unsent.key, { ...unsent, state: "failed", refusal });
    const to = this.#feeds.get(unsent.conversationId)?.contact.name ?? words().contact;
    notices.error(words().unsent(to, refusal));
  }

  #delay(ms: number): Promise<void> {
    // all delays end together
    if (this.#retryNow.signal.aborted) this.#retryNow = new AbortController();
    const { signal } = this.#retryNow;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #onMessage(message: Message): void {
    if (message.direction !== "OUTBOUND" || message.author.id !== this.#me) return;
    const unsent = this.#all.find(
      (one) => one.conversationId === message.conversationId && !one.arrived && one.text === message.content,
    );
    if (unsent) this.#replace(unsent.key, { ...unsent, arrived: true });
  }

  #replace(key: string, by: UnsentReply): void {
    this.#set(this.#all.map((one) => (one.key === key ? by : one)));
  }

  #set(all: readonly UnsentReply[]): void {
    this.#all = all;
    try {
      sessionStorage.setItem(this.#storageKey, JSON.stringify(all));
    } catch {
      // the storage is full or forbidden: the replies are lost with the page
    }
    this.changed();
  }

  #stored(): readonly UnsentReply[] {
    try {
      return JSON.parse(sessionStorage.getItem(this.#storageKey) ?? "[]") as UnsentReply[];
    } catch {
      return [];
    }
  }

  readonly #onUnload = (event: BeforeUnloadEvent) => {
    if (this.#all.some(({ arrived }) => !arrived)) event.preventDefault();
  };
}
