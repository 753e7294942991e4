import type { Timers } from "./timers.js";

/** How a connection ended. */
export interface Disconnection {
  /** The close code; 1006 where there was none. */
  readonly code: number;
  readonly reason: string;
  /** Whether the server had sent `hello`. */
  readonly greeted: boolean;
  /** Whether the connection had lasted, so that the next attempt needs no delay. */
  readonly steady: boolean;
}

/** The delays between attempts in milliseconds: random up to `firstMs`, doubled with each failure up to `maxMs`. */
export interface Retry {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** What the client does after a connection has ended. */
export type Next = { readonly stop: true } | { readonly stop: false; readonly delayMs: number; readonly fresh: boolean };

const GOING_AWAY = 1001;
const TOKEN_EXPIRED = 4401;
const TOO_MANY_SOCKETS = 4429;
/** Frame too big, too many bad frames, access ended: another attempt would end in the same way. */
const FINAL: readonly number[] = [1009, 4400, 4403];

/** The delay after so many failures, with "full jitter", so that clients do not reconnect in waves; 0 after none. */
export function backOff(failures: number, retry: Retry, random: Timers["random"]): number {
  if (failures === 0) return 0;
  return random() * Math.min(retry.maxMs, retry.firstMs * 2 ** Math.min(failures - 1, 32));
}

/** @param failures consecutive attempts that have not lasted, this one included */
export function nextAfter(last: Disconnection, failures: number, retry: Retry, random: Timers["random"]): Next {
  if (FINAL.includes(last.code)) return { stop: true };
  // browsers do not distinguish a refused token from a server that is down
  const fresh = !last.greeted || last.code === TOKEN_EXPIRED;
  return { stop: false, delayMs: delayAfter(last, failures, retry, random), fresh };
}

function delayAfter(last: Disconnection, failures: number, retry: Retry, random: Timers["random"]): number {
  if (last.code === TOO_MANY_SOCKETS) return retry.maxMs * (1 + random());
  const delay = backOff(failures, retry, random);
  return last.code === GOING_AWAY ? Math.max(delay, hintedDelay(last.reason, random)) : delay;
}

/** A server that shuts down sends each client its own delay. */
function hintedDelay(reason: string, random: Timers["random"]): number {
  const ms = /(\d{1,6}) ?ms/.exec(reason)?.[1];
  return ms === undefined ? random() * 5_000 : Number(ms);
}
