import type { ReactiveController, ReactiveControllerHost } from "lit";

/** State that views show: it tells them once for all that changes in one go. */
export class Store {
  readonly #subscribers = new Set<() => void>();
  #scheduled = false;

  /** @returns stops it */
  subscribe(subscriber: () => void): () => void {
    this.#subscribers.add(subscriber);
    return () => void this.#subscribers.delete(subscriber);
  }

  protected changed(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      for (const subscriber of [...this.#subscribers]) subscriber();
    });
  }
}

/** Draws a view again whenever one of the stores changes, for as long as the view is there. */
export class StoreController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #stores: () => readonly Store[];
  #unsubscribes: (() => void)[] = [];

  constructor(host: ReactiveControllerHost, stores: () => readonly Store[]) {
    this.#host = host;
    this.#stores = stores;
    host.addController(this);
  }

  hostConnected(): void {
    this.#unsubscribes = this.#stores().map((store) => store.subscribe(() => this.#host.requestUpdate()));
  }

  hostDisconnected(): void {
    for (const unsubscribe of this.#unsubscribes.splice(0)) unsubscribe();
  }
}
