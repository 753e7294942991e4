import type { LiveEvent } from "prosa-live";
import { language } from "../base/language.js";
import { Problem } from "../base/problem.js";
import { Store } from "../base/store.js";
import type { Desk } from "../desk/desk.js";
import { visibleChannels } from "./contacts.js";
import { type Incoming, text, write } from "./incoming.js";
import { DAY, type Step, type Story } from "./script.js";

/** How far a contact has come in its story. */
interface StoryProgress {
  readonly story: Story;
  /** The conversation of the latest message. */
  conversationId?: string;
  next: number;
  replied: boolean;
}

const MINUTE_MS = 60_000;
/** Every third message comes from a contact who has written before. */
const FOLLOW_UP_EVERY = 3;

/** Plays the script: new contacts write, write again, and answer after an agent has replied. */
export class Day extends Store {
  readonly #desk: Desk;
  #stories: StoryProgress[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopListening: (() => void) | undefined;
  #pace = 30;
  /** Grows with each start and stop, so that a pending step of an earlier run ends. */
  #run = 0;
  running = false;
  sent = 0;
  failed: unknown;

  constructor(desk: Desk) {
    super();
    this.#desk = desk;
  }

  readonly total = DAY.reduce((sum, { steps }) => sum + steps.length, 0);

  /** The number of contacts who wait for a reply before they write again. */
  get waiting(): number {
    return this.#stories.filter((one) => one.story.steps[one.next]?.afterReply && !one.replied).length;
  }

  /** In messages per minute. */
  get pace(): number {
    return this.#pace;
  }

  set pace(perMinute: number) {
    this.#pace = perMinute;
    this.changed();
    if (this.#timer !== undefined) this.#schedule();
  }

  /** Whether it was stopped before its end. */
  get interrupted(): boolean {
    return !this.running && this.sent > 0 && this.sent < this.total;
  }

  /** Starts from the beginning, or continues after a stop. */
  start(): void {
    if (!this.interrupted) {
      this.#stories = [];
      this.sent = 0;
    }
    this.failed = undefined;
    this.running = true;
    this.#stopListening ??= this.#desk.feeds.listen({ event: (_department, event) => this.#onEvent(event) });
    void this.#play(++this.#run);
    this.changed();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#run++;
    this.running = false;
    this.changed();
  }

  /** Stops and listens to no more events. */
  end(): void {
    this.stop();
    this.#stopListening?.();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#play(this.#run), MINUTE_MS / this.#pace);
  }

  /** Sends the next message if one is due, and schedules the next step until the day is over. */
  async #play(run: number): Promise<void> {
    this.#timer = undefined;
    const progress = this.#next();
    if (progress !== undefined) await this.#send(progress);
    if (run !== this.#run) return;
    if (this.sent === this.total) this.stop();
    else this.#schedule();
  }

  async #send(progress: StoryProgress): Promise<void> {
    const { replied, next } = progress;
    progress.replied = false;
    progress.next++;
    this.sent++;
    try {
      progress.conversationId = await write(this.#desk.api, this.#incoming(progress.story, progress.story.steps[next]!));
      this.failed = undefined;
    } catch (cause) {
      Object.assign(progress, { replied, next });
      this.sent--;
      this.failed = cause;
      if (cause instanceof Problem && !cause.isRetryable) this.stop();
    }
    this.changed();
  }

  /** A contact with a reply comes first, then new contacts, and now and then a follow-up. */
  #next(): StoryProgress | undefined {
    const ready = this.#stories.filter(({ story, next, replied }) => story.steps[next] && (replied || !story.steps[next].afterReply));
    const answered = ready.find(({ replied }) => replied);
    if (answered) return answered;
    const followUp = this.sent % FOLLOW_UP_EVERY === FOLLOW_UP_EVERY - 1 ? ready[0] : undefined;
    return followUp ?? this.#newContact() ?? ready[0];
  }

  #newContact(): StoryProgress | undefined {
    const story = DAY[this.#stories.length];
    if (story === undefined) return undefined;
    const progress = { story, next: 0, replied: false };
    this.#stories.push(progress);
    return progress;
  }

  #onEvent(event: LiveEvent): void {
    if (event.type !== "message.created" || event.data.message.author.type !== "AGENT") return;
    const progress = this.#stories.find(({ conversationId }) => conversationId === event.data.message.conversationId);
    if (progress) progress.replied = true;
    this.changed();
  }

  #incoming({ name, phone, department }: Story, step: Step): Incoming {
    return { channelId: this.#channelFor(department), from: phone, name, ...said(step) };
  }

  /** A channel of the department in the script if the agent can view it, or else another visible channel. */
  #channelFor(department: string): string | undefined {
    const channels = visibleChannels(this.#desk);
    const meant = this.#desk.directory.departments.find(({ name }) => name === department)?.id;
    return (channels.find(({ departmentId }) => departmentId === meant) ?? channels[0])?.id;
  }
}

function said({ text: words, image, document, card }: Step): Pick<Incoming, "type" | "content"> {
  const caption = words?.[language.now] ?? "";
  if (image !== undefined) return { type: "image", content: { url: file(image), caption, mimeType: "image/svg+xml" } };
  if (document !== undefined) {
    const { name: fileName, mimeType, size: fileSize } = document;
    return { type: "document", content: { url: file(document.file), caption, fileName, mimeType, fileSize } };
  }
  return card === undefined ? text(caption) : { type: "contact", content: { ...card } };
}

function file(name: string): string {
  return `${location.origin}/sandbox/${name}`;
}
