import type { LiveEvent } from "prosa-live";
import type { Api } from "../session/api.js";
import type { Me, Session } from "../session/session.js";
import type { Settings } from "../session/settings.js";
import { Activity } from "./activity.js";
import { Counts } from "./counts.js";
import { Directory } from "./directory.js";
import { Feeds } from "./feeds.js";
import { Notifications } from "./notifications.js";
import { SendQueue } from "./send-queue.js";

const DEBOUNCE_MS = 200;
const RETRY_MS = 5_000;

/** The root object of the console: all stores of one agent, from login to logout. */
export class Desk {
  readonly api: Api;
  readonly session: Session;
  readonly settings: Settings;
  readonly directory: Directory;
  readonly feeds: Feeds;
  readonly counts: Counts;
  readonly sendQueue: SendQueue;
  /** Shown to supervisors and administrators only. */
  readonly activity: Activity;
  readonly #notifications: Notifications;
  #me: Me;
  #reloadTimer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(session: Session, me: Me, settings: Settings) {
    this.session = session;
    this.#me = me;
    this.settings = settings;
    this.api = session.api;
    this.directory = new Directory(session.api);
    this.counts = new Counts(session.api);
    this.feeds = new Feeds(session);
    this.sendQueue = new SendQueue(session.api, this.feeds, me.id);
    this.activity = new Activity(this.counts, this.feeds);
    this.#notifications = new Notifications(this.feeds, me.id);
    this.feeds.listen({
      event: (_department, event) => this.#onEvent(event),
      missed: () => this.#scheduleReload(),
      departments: () => this.#scheduleReload(),
    });
    this.feeds.subscribe(() => this.feeds.live && this.counts.invalidate());
  }

  /** The agent, with the latest data from the service. */
  get me(): Me {
    const now = this.session.me;
    if (now?.id === this.#me.id) this.#me = now;
    return this.#me;
  }

  /** Whether the agent can view all departments. */
  get supervises(): boolean {
    return this.me.role !== "AGENT";
  }

  get administers(): boolean {
    return this.me.role === "ADMIN";
  }

  start(): void {
    this.feeds.start();
    this.sendQueue.start();
    this.activity.start();
    this.#notifications.start();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#reloadTimer);
    this.feeds.stop();
    this.sendQueue.stop();
    this.counts.stop();
    this.activity.stop();
    this.#notifications.stop();
  }

  #onEvent(event: LiveEvent): void {
    this.counts.invalidate();
    if (event.type.startsWith("agent.") || this.#namesUnknown(event)) this.#scheduleReload();
  }

  /** Whether a channel is not in the directory yet. New channels have no event of their own. */
  #namesUnknown(event: LiveEvent): boolean {
    const { directory } = this;
    return directory.loaded && event.type === "conversation.created" && !directory.channel(event.data.conversation.channelId);
  }

  #scheduleReload(): void {
    this.counts.invalidate();
    this.#reloadTimer ??= setTimeout(() => void this.#reload(), DEBOUNCE_MS);
  }

  /** Loads the directory and retries until that succeeds. */
  async #reload(): Promise<void> {
    this.#reloadTimer = undefined;
    try {
      await this.directory.load();
    } catch (cause) {
      console.info("directory:", cause);
      if (!this.#stopped) this.#reloadTimer ??= setTimeout(() => void this.#reload(), RETRY_MS);
    }
  }
}
