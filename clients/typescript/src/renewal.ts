import { backOff } from "./retry.js";
import { type Timers, pause, within } from "./timers.js";

/** The shortest time between two renewals, also if the clocks of client and server differ. */
const LEAST_MS = 10_000;
const RETRY = { firstMs: 2_000, maxMs: 15_000 };
const TOKEN_TIMEOUT_MS = 30_000;
/** The longest delay of a browser's timer. */
const MOST_MS = 2 ** 31 - 1;

/** Renews the token of a connection when most of its lifetime has passed, and retries until the server accepts it. */
export class Renewal {
  readonly #timers: Timers;
  readonly #token: () => PromiseLike<string>;
  readonly #send: (token: string) => void;
  readonly #failed: (cause: unknown) => void;
  #current = new AbortController();

  constructor(
    timers: Timers,
    token: () => PromiseLike<string>,
    send: (token: string) => void,
    failed: (cause: unknown) => void,
  ) {
    this.#timers = timers;
    this.#token = token;
    this.#send = send;
    this.#failed = failed;
  }

  /**
   * Schedules the renewal of a token.
   *
   * @param expiresAt null means never
   * @param again whether this is the result of a renewal
   */
  until(expiresAt: string | null, again: boolean): void {
    this.stop();
    if (expiresAt === null) return;
    const leftMs = Date.parse(expiresAt) - this.#timers.now();
    // a random delay spreads the renewals of all clients
    const delayMs = leftMs * (0.6 + 0.2 * this.#timers.random());
    this.#current = new AbortController();
    void this.#renew(Math.min(MOST_MS, Math.max(again ? LEAST_MS : 0, delayMs)), this.#current.signal);
  }

  async #renew(delayMs: number, signal: AbortSignal): Promise<void> {
    await pause(this.#timers, delayMs, signal);
    for (let failures = 1; !signal.aborted; failures++) {
      await this.#ask(signal);
      // retries until the server answers, which aborts the signal
      await pause(this.#timers, 1_000 + backOff(failures, RETRY, this.#timers.random), signal);
    }
  }

  async #ask(signal: AbortSignal): Promise<void> {
    try {
      const token = await within(this.#timers, TOKEN_TIMEOUT_MS, signal, this.#token);
      if (!signal.aborted) this.#send(token);
    } catch (cause) {
      if (!signal.aborted) this.#failed(cause);
    }
  }

  stop(): void {
    this.#current.abort();
  }
}
