import { language } from "./language.js";
import { Store } from "./store.js";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Ticks each second while somebody watches and the page is seen, so that what grows is seen to grow. */
class Now extends Store {
  #subscribers = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  override subscribe(subscriber: () => void): () => void {
    const unsubscribe = super.subscribe(subscriber);
    if (++this.#subscribers === 1) this.#timer = setInterval(() => document.hidden || this.changed(), SECOND);
    return () => {
      unsubscribe();
      if (--this.#subscribers === 0) clearInterval(this.#timer);
    };
  }
}

export const now = new Now();

/** `14:05` */
export function clock(at: string): string {
  return format({ hour: "2-digit", minute: "2-digit" }, at);
}

/** `14:05` today, else `12 Mar` */
export function shortly(at: string): string {
  return day(at) === day(new Date().toISOString()) ? clock(at) : format({ day: "numeric", month: "short" }, at);
}

/** `12 March 2026 at 14:05` */
export function exactly(at: string): string {
  return format({ dateStyle: "long", timeStyle: "short" }, at);
}

/** `Thursday, 12 March 2026` */
export function longDay(at: string): string {
  return format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }, at);
}

/** The day in the time zone of the browser, to compare. */
export function day(at: string): string {
  return new Date(at).toDateString();
}

/** `45 s`, `12 min`, `3 h 5 min`, `2 d` since then. */
export function elapsed(since: string): string {
  const ms = Math.max(0, Date.now() - Date.parse(since));
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h ${Math.floor((ms % HOUR) / MINUTE)} min`;
  return `${Math.floor(ms / DAY)} d`;
}

/** How late the answer to a contact is that has been waiting since then: from half of the limit on `soon`, then `late`. */
export function lateness(since: string, limitSeconds: number): "late" | "soon" | "" {
  const seconds = (Date.now() - Date.parse(since)) / SECOND;
  return seconds >= limitSeconds ? "late" : seconds >= limitSeconds / 2 ? "soon" : "";
}

// a format takes far longer to make than to use
const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions, at: string): string {
  const key = language.locale + JSON.stringify(options);
  const found = formats.get(key) ?? new Intl.DateTimeFormat(language.locale, options);
  formats.set(key, found);
  return found.format(new Date(at));
}
