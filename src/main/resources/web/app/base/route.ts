import { Store } from "./store.js";

/** Where in the console one is: in the address after `#`, so that it outlives a reload and can be sent to a colleague. */
class Route extends Store {
  constructor() {
    super();
    addEventListener("hashchange", () => this.changed());
  }

  /** The first part: `queue`, `overview`, `admin`. */
  get view(): string {
    return this.path[0] ?? "queue";
  }

  get path(): readonly string[] {
    return location.hash.slice(1).split("?")[0]!.split("/").filter(Boolean);
  }

  get(parameter: string): string | undefined {
    return this.#parameters().get(parameter) ?? undefined;
  }

  /** The address with some parameters changed; undefined takes one away. */
  with(changes: Readonly<Record<string, string | undefined>>): string {
    const parameters = this.#parameters();
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined || value === "") parameters.delete(name);
      else parameters.set(name, value);
    }
    const query = parameters.toString();
    return `#/${this.path.join("/") || "queue"}${query && `?${query}`}`;
  }

  go(address: string): void {
    location.hash = address;
  }

  /** Without a step in the browser's history: for what changes at each key. */
  replace(address: string): void {
    if (address === location.hash) return;
    history.replaceState(history.state, "", address);
    this.changed();
  }

  #parameters(): URLSearchParams {
    return new URLSearchParams(location.hash.split("?")[1]);
  }
}

export const route = new Route();
