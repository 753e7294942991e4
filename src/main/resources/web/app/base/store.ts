import type { ReactiveController, ReactiveControllerHost } from "lit";

/** State that views show: it tells them once for all that changes in one go. */
export class Store {
  readonly #watchers = new Set<() => void>();
  #telling = false;

  /** @returns stops it */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  protected changed(): void {
    if (this.#telling) return;
    this.#telling = true;
    queueMicrotask(() => {
      this.#telling = false;
      for (const watcher of [...this.#watchers]) watcher();
    });
  }
}

/** Draws a view again whenever one of the stores changes, for as long as the view is there. */
export class Watching implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #stores: () => readonly Store[];
  #stops: (() => void)[] = [];

  constructor(host: ReactiveControllerHost, stores: () => readonly Store[]) {
    this.#host = host;
    this.#stores = stores;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stops = this.#stores().map((store) => store.watch(() => this.#host.requestUpdate()));
  }

  hostDisconnected(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }
}
