import { Store } from "./store.js";

export interface Notice {
  readonly text: string;
  readonly kind: "info" | "error";
}

const SHOWN_MS = 8_000;

/** Short messages that the foot of the page shows for 8 seconds and that screen readers announce. */
class Notices extends Store {
  #all: readonly Notice[] = [];

  get all(): readonly Notice[] {
    return this.#all;
  }

  info(text: string): void {
    this.#show({ text, kind: "info" });
  }

  error(text: string): void {
    this.#show({ text, kind: "error" });
  }

  dismiss(notice: Notice): void {
    this.#all = this.#all.filter((one) => one !== notice);
    this.changed();
  }

  #show(notice: Notice): void {
    this.#all = [...this.#all.filter(({ text }) => text !== notice.text), notice].slice(-3);
    setTimeout(() => this.dismiss(notice), SHOWN_MS);
    this.changed();
  }
}

export const notices = new Notices();
