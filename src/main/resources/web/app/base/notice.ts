import { Store } from "./store.js";

export interface Notice {
  readonly text: string;
  readonly kind: "told" | "refused";
}

const SHOWN_MS = 8_000;

/** What has just happened, in words, at the foot of the page and to screen readers. */
class Notices extends Store {
  #all: readonly Notice[] = [];

  get all(): readonly Notice[] {
    return this.#all;
  }

  tell(text: string): void {
    this.#show({ text, kind: "told" });
  }

  refuse(text: string): void {
    this.#show({ text, kind: "refused" });
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
