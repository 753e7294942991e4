import type { LiveEvent, Message } from "prosa-live";
import { inLanguages } from "../base/language.js";
import { storage } from "../base/storage.js";
import type { Feeds } from "./feeds.js";

const words = inLanguages({
  en: { media: "sent a file" },
  pt: { media: "enviou um arquivo" },
});

/** Whether this browser shows notifications of new messages: `unavailable` where it cannot or was told never to. */
export function notificationState(): "on" | "off" | "unavailable" {
  if (!("Notification" in globalThis) || Notification.permission === "denied") return "unavailable";
  return Notification.permission === "granted" && storage.get("notifications") === "yes" ? "on" : "off";
}

/** Asks the browser's leave when there is none yet. */
export async function setNotifications(on: boolean): Promise<void> {
  if (on && (await Notification.requestPermission()) !== "granted") return;
  storage.set("notifications", on ? "yes" : undefined);
}

/** Tells an agent who looks elsewhere of new messages in its own conversations: in the title, and on the desktop. */
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
    // an event that comes late, after a reconnect, may tell of what has been read since
    if (now?.assignedTo?.id !== this.#me || now.lastReadSeq >= message.seq) return;
    if (!document.hasFocus() && notificationState() === "on") this.#show(message, now.contact.name);
  }

  /** By the message's id, so that several tabs show it once. */
  #show(message: Message, name: string): void {
    let shown: Notification;
    try {
      shown = new Notification(name, { body: message.content || words().media, tag: message.id });
    } catch {
      return; // browsers of phones have them, and show none of a page
    }
    shown.addEventListener("click", () => {
      window.focus();
      location.hash = `#/queue?tab=mine&conversation=${message.conversationId}`;
    });
  }
}
