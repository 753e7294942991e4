/** The clock, timers and random numbers; tests replace them. */
export interface Timers {
  /** Milliseconds since 1970. */
  now(): number;
  set(callback: () => void, ms: number): unknown;
  clear(timer: unknown): void;
  /** From 0 up to, not including, 1. */
  random(): number;
}

export const realTimers: Timers = {
  now: () => Date.now(),
  set: (callback, ms) => setTimeout(callback, ms),
  clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
  random: () => Math.random(),
};

/** Resolves after so many milliseconds, or as soon as the signal is aborted. */
export function pause(timers: Timers, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted || ms <= 0) return resolve();
    const timer = timers.set(done, ms);
    signal.addEventListener("abort", done);
    function done() {
      timers.clear(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}

/** Runs the work with a time-out: after so many milliseconds, or by the signal, it aborts the work and rejects. */
export function within<T>(
  timers: Timers,
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => T | PromiseLike<T>,
): Promise<T> {
  const own = new AbortController();
  const stop = () => own.abort(signal.reason);
  const timer = timers.set(() => own.abort(new Error(`gave up after ${ms} ms`)), ms);
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  const stopped = new Promise<never>((_, reject) => {
    if (own.signal.aborted) reject(own.signal.reason);
    own.signal.addEventListener("abort", () => reject(own.signal.reason));
  });
  const worked = own.signal.aborted ? stopped : new Promise<T>((resolve) => resolve(work(own.signal)));
  return Promise.race([worked, stopped]).finally(() => {
    timers.clear(timer);
    signal.removeEventListener("abort", stop);
  });
}
