import type { ReactiveController, ReactiveControllerHost } from "lit";

/** State that views show. Subscribers are called once for all changes of one task of the event loop. */
export class Store {
  readonly #subscribers = new Set<() => void>();
  #scheduled = false;

  /** @returns a function that ends the subscription */
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

/** Updates a view when one of its stores changes, for as long as the view is on the page. */
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
