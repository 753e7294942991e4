import type { LiveEvent, Message } from "prosa-live";
import { inLanguages } from "../base/language.js";
import { storage } from "../base/storage.js";
import type { Feeds } from "./feeds.js";

const words = inLanguages({
  en: { media: "sent a file" },
  pt: { media: "enviou um arquivo" },
});

/** Whether this browser shows notifications of new messages. `unavailable`: it cannot, or the user has blocked them. */
export function notificationState(): "on" | "off" | "unavailable" {
  if (!("Notification" in globalThis) || Notification.permission === "denied") return "unavailable";
  return Notification.permission === "granted" && storage.get("notifications") === "yes" ? "on" : "off";
}

/** Switches notifications on or off. The browser asks the user for permission if needed. */
export async function setNotifications(on: boolean): Promise<void> {
  if (on && (await Notification.requestPermission()) !== "granted") return;
  storage.set("notifications", on ? "yes" : undefined);
}

/** Shows new messages in the agent's own conversations in the page's title and as desktop notifications. */
export class Notifications {
  readonly #feeds: Feeds;
  readonly #me: string;
  readonly #stops: (() => void)[] = [];

  constructor(feeds: Feeds, me: string) {
    this.#feeds = feeds;
    this.#me = me;
  }

  start(): void {
    this.#stops.push(
      this.#feeds.subscribe(() => this.#title()),
      this.#feeds.listen({ event: (_department, event) => this.#onEvent(event) }),
    );
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    document.title = "Prosa";
  }

  #title(): void {
    const mine = this.#feeds.conversations.filter(({ assignedTo }) => assignedTo?.id === this.#me);
    const unread = mine.reduce((sum, { unreadCount }) => sum + unreadCount, 0);
    document.title = unread > 0 ? `(${unread}) Prosa` : "Prosa";
  }

  #onEvent(event: LiveEvent): void {
    if (event.type !== "message.created" || event.data.message.direction !== "INBOUND") return;
    const { message } = event.data;
    const now = this.#feeds.get(message.conversationId);
    // after a reconnect, an event may be about a message that has been read in the meantime
    if (now?.assignedTo?.id !== this.#me || now.lastReadSeq >= message.seq) return;
    if (!document.hasFocus() && notificationState() === "on") this.#show(message, now.contact.name);
  }

  /** Uses the message's id as the tag, so that several tabs show it only once. */
  #show(message: Message, name: string): void {
    let shown: Notification;
    try {
      shown = new Notification(name, { body: message.content || words().media, tag: message.id });
    } catch {
      return; // mobile browsers have the class but do not let a page use it
    }
    shown.addEventListener("click", () => {
      window.focus();
      location.hash = `#/queue?tab=mine&conversation=${message.conversationId}`;
    });
  }
}
