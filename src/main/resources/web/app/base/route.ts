import { Store } from "./store.js";

/** The current view and its parameters. They are in the URL's hash, so that they survive a reload and can be shared. */
class Route extends Store {
  constructor() {
    super();
    addEventListener("hashchange", () => this.changed());
  }

  /** The first segment of the path: `queue`, `overview` or `admin`. */
  get view(): string {
    return this.path[0] ?? "queue";
  }

  get path(): readonly string[] {
    return location.hash.slice(1).split("?")[0]!.split("/").filter(Boolean);
  }

  get(parameter: string): string | undefined {
    return this.#parameters().get(parameter) ?? undefined;
  }

  /** The URL with some parameters changed. The value undefined removes a parameter. */
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

  /** Changes the URL without a new entry in the browser's history, for example at each typed letter. */
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
