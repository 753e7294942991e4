/** Runs what others wrote; its failure is theirs to hear of, and disturbs nothing here. */
export function safely(call: () => void): void {
  try {
    call();
  } catch (cause) {
    queueMicrotask(() => {
      throw cause;
    });
  }
}

/** Who listens to what. */
export class Listeners<Told> {
  readonly #listeners = new Map<keyof Told, Set<(told: any) => void>>();

  /** @returns takes the listener away again */
  on<K extends keyof Told>(what: K, listener: (told: Told[K]) => void): () => void {
    const listeners = this.#listeners.get(what) ?? new Set();
    this.#listeners.set(what, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  tell<K extends keyof Told>(what: K, told: Told[K]): void {
    for (const listener of [...(this.#listeners.get(what) ?? [])]) safely(() => listener(told));
  }
}
