import type { Contact } from "prosa-live";
import { Store } from "../base/store.js";
import type { Desk } from "../desk/desk.js";

/** A contact with all its fields. */
export interface ContactDetails extends Contact {
  readonly email: string | null;
  readonly tags: readonly string[];
}

/** One contact. It is loaded again when it has changed. */
export class ContactStore extends Store {
  readonly #desk: Desk;
  readonly #id: string;
  readonly #abort = new AbortController();
  readonly #stop: () => void;
  found: ContactDetails | undefined;
  failed: unknown;

  constructor(desk: Desk, id: string) {
    super();
    this.#desk = desk;
    this.#id = id;
    this.#stop = desk.feeds.listen({
      event: (_department, event) => {
        if (event.type === "contact.updated" && event.data.contact.id === id) void this.load();
      },
      missed: () => void this.load(),
    });
    void this.load();
  }

  stop(): void {
    this.#abort.abort();
    this.#stop();
  }

  update(contact: ContactDetails): void {
    this.found = contact;
    this.changed();
  }

  async load(): Promise<void> {
    this.failed = undefined;
    try {
      this.update(await this.#desk.api.call<ContactDetails>(`/contacts/${this.#id}`, { signal: this.#abort.signal }));
    } catch (cause) {
      if (!this.#abort.signal.aborted && !this.found) this.failed = cause;
    } finally {
      this.changed();
    }
  }
}

/** Formats a phone: Brazilian numbers as `+55 11 98765-4321`, others as `+4915112345678`. */
export function phone(digits: string): string {
  const brazilian = /^55(\d{2})(\d{4,5})(\d{4})$/.exec(digits);
  return brazilian ? `+55 ${brazilian[1]} ${brazilian[2]}-${brazilian[3]}` : `+${digits}`;
}
