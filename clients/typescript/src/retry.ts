import type { Timers } from "./timers.js";

/** How a connection ended. */
export interface Loss {
  /** The close code; 1006 where there was none. */
  readonly code: number;
  readonly reason: string;
  /** Whether the server had greeted us. */
  readonly greeted: boolean;
  /** Whether it had lasted, so that the next attempt needs no delay. */
  readonly steady: boolean;
}

/** Delays between attempts, in milliseconds: random up to `firstMs`, which doubles with each failure up to `maxMs`. */
export interface Retry {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** What to do after a connection has ended. */
export type Next = { readonly stop: true } | { readonly stop: false; readonly delayMs: number; readonly fresh: boolean };

const GOING_AWAY = 1001;
const TOKEN_EXPIRED = 4401;
const TOO_MANY_SOCKETS = 4429;
/** Frame too big, too many bad frames, access ended: nothing that another attempt could mend. */
const FINAL: readonly number[] = [1009, 4400, 4403];

/** How long to wait after so many failures: at once after none, else "full jitter", so that clients do not come in waves. */
export function backOff(failures: number, retry: Retry, random: Timers["random"]): number {
  if (failures === 0) return 0;
  return random() * Math.min(retry.maxMs, retry.firstMs * 2 ** Math.min(failures - 1, 32));
}

/** @param failures attempts in a row that have not lasted, this one included */
export function nextAfter(loss: Loss, failures: number, retry: Retry, random: Timers["random"]): Next {
  if (FINAL.includes(loss.code)) return { stop: true };
  // browsers do not tell a refused credential from a server that is not there
  const fresh = !loss.greeted || loss.code === TOKEN_EXPIRED;
  return { stop: false, delayMs: delayAfter(loss, failures, retry, random), fresh };
}

function delayAfter(loss: Loss, failures: number, retry: Retry, random: Timers["random"]): number {
  if (loss.code === TOO_MANY_SOCKETS) return retry.maxMs * (1 + random());
  const delay = backOff(failures, retry, random);
  return loss.code === GOING_AWAY ? Math.max(delay, hinted(loss.reason, random)) : delay;
}

/** The server spreads those that it sends away: each is told its own delay. */
function hinted(reason: string, random: Timers["random"]): number {
  const ms = /(\d{1,6}) ?ms/.exec(reason)?.[1];
  return ms === undefined ? random() * 5_000 : Number(ms);
}
