/** The listeners of one source of events. */
export class Listeners<Listener> {
  readonly #listeners = new Set<Listener>();

  /** @returns a function that removes the listener */
  add(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Calls every listener. The error of one is logged and stops neither the source nor the other listeners. */
  emit(call: (listener: Listener) => void): void {
    for (const listener of [...this.#listeners]) {
      try {
        call(listener);
      } catch (cause) {
        console.error(cause);
      }
    }
  }
}
