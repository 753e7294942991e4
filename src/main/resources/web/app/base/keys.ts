import type { ReactiveController, ReactiveControllerHost } from "lit";
import { Store } from "./store.js";

export interface Shortcut {
  /** The value of `KeyboardEvent.key`. */
  readonly key: string;
  /** The text in the list of shortcuts. */
  readonly label: () => string;
  readonly run: () => void;
  /** Whether it works while the focus is in a text field too. */
  readonly always?: boolean;
}

/** The shortcuts of all views that are on the page. If two views use the same key, the view added last wins. */
class Keys extends Store {
  readonly #sets: (() => readonly Shortcut[])[] = [];

  constructor() {
    super();
    document.addEventListener("keydown", (event) => this.#pressed(event));
  }

  add(shortcuts: () => readonly Shortcut[]): () => void {
    this.#sets.unshift(shortcuts);
    return () => void this.#sets.splice(this.#sets.indexOf(shortcuts), 1);
  }

  get all(): readonly Shortcut[] {
    return [...this.#sets].reverse().flatMap((set) => set());
  }

  #pressed(event: KeyboardEvent): void {
    // an open dialog or menu handles its keys itself
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open], .menu:popover-open"))
      return;
    const typing = (event.target as Element).closest("input:not([type=checkbox]), textarea, select, [popover]") !== null;
    const found = this.#sets.flatMap((set) => set()).find((one) => one.key === event.key && (one.always || !typing));
    if (!found) return;
    event.preventDefault();
    found.run();
  }
}

export const keys = new Keys();

/** Registers the shortcuts of a view for as long as the view is on the page. */
export class Shortcuts implements ReactiveController {
  readonly #shortcuts: () => readonly Shortcut[];
  #remove: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, shortcuts: () => readonly Shortcut[]) {
    this.#shortcuts = shortcuts;
    host.addController(this);
  }

  hostConnected(): void {
    this.#remove = keys.add(this.#shortcuts);
  }

  hostDisconnected(): void {
    this.#remove?.();
  }
}
