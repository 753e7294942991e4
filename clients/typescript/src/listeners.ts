/** Runs the code of a user of this library. Its error is reported as uncaught and does not stop this library. */
export function safely(call: () => void): void {
  try {
    call();
  } catch (cause) {
    queueMicrotask(() => {
      throw cause;
    });
  }
}

/** The listeners of each type of event. */
export class Listeners<Events> {
  readonly #listeners = new Map<keyof Events, Set<(event: any) => void>>();

  /** @returns a function that removes the listener */
  on<K extends keyof Events>(what: K, listener: (event: Events[K]) => void): () => void {
    const listeners = this.#listeners.get(what) ?? new Set();
    this.#listeners.set(what, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  emit<K extends keyof Events>(what: K, event: Events[K]): void {
    for (const listener of [...(this.#listeners.get(what) ?? [])]) safely(() => listener(event));
  }
}
