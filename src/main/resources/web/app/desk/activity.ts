import type { Conversation, LiveEvent } from "prosa-live";
import { Store } from "../base/store.js";
import type { Counts } from "./counts.js";
import type { Feeds } from "./feeds.js";

/** The numbers at one moment. */
export interface Sample {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly waiting: number;
  /** The number of answers since the page was opened. */
  readonly answered: number;
}

/** With more samples than this, every second one is removed. */
const MAX_SAMPLES = 2_000;

/** The numbers of waiting and of answered contacts since the page was opened, sampled at each new count. */
export class Activity extends Store {
  readonly since = Date.now();
  readonly #counts: Counts;
  readonly #feeds: Feeds;
  readonly #stops: (() => void)[] = [];
  #samples: Sample[] = [];
  #answered = 0;

  constructor(counts: Counts, feeds: Feeds) {
    super();
    this.#counts = counts;
    this.#feeds = feeds;
  }

  start(): void {
    this.#stops.push(
      this.#counts.subscribe(() => this.#sample()),
      this.#feeds.listen({ event: (_department, event, before) => this.#onEvent(event, before) }),
    );
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  /** Oldest first. */
  get samples(): readonly Sample[] {
    return this.#samples;
  }

  #sample(): void {
    if (!this.#counts.loaded) return;
    const sample = { at: Date.now(), waiting: this.#counts.total.pending, answered: this.#answered };
    this.#samples.push(sample);
    if (this.#samples.length > MAX_SAMPLES) this.#samples = this.#samples.filter((_, index) => index % 2 === 0);
    this.changed();
  }

  #onEvent(event: LiveEvent, before: Conversation | undefined): void {
    if (event.type !== "message.created" || !before?.waitingSince) return;
    const { message, conversation } = event.data;
    // the row may be newer than an event that arrives late on another feed
    const news = conversation.version > before.version;
    if (news && message.direction === "OUTBOUND" && message.author.type === "AGENT") this.#answered++;
  }
}
