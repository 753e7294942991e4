import { language } from "./language.js";
import { Store } from "./store.js";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Notifies its subscribers each second while the page is visible, so that views can show elapsed times. */
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

/** The calendar day in the browser's time zone, for comparing days. */
export function day(at: string): string {
  return new Date(at).toDateString();
}

/** The time since then: `45 s`, `12 min`, `3 h 5 min`, `2 d`. */
export function elapsed(since: string): string {
  const ms = Math.max(0, Date.now() - Date.parse(since));
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h ${Math.floor((ms % HOUR) / MINUTE)} min`;
  return `${Math.floor(ms / DAY)} d`;
}

/** How urgent a waiting contact is: `soon` from half of the limit on, `late` from the limit on. */
export function lateness(since: string, limitSeconds: number): "late" | "soon" | "" {
  const seconds = (Date.now() - Date.parse(since)) / SECOND;
  return seconds >= limitSeconds ? "late" : seconds >= limitSeconds / 2 ? "soon" : "";
}

// creating a format takes far longer than using it
const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions, at: string): string {
  const key = language.locale + JSON.stringify(options);
  const found = formats.get(key) ?? new Intl.DateTimeFormat(language.locale, options);
  formats.set(key, found);
  return found.format(new Date(at));
}
