import type { Contact } from "prosa-live";
import { Store } from "../base/store.js";
import type { Desk } from "../desk/desk.js";

/** A contact with all that is kept of it. */
export interface ContactDetails extends Contact {
  readonly email: string | null;
  readonly tags: readonly string[];
}

/** One contact, read again when it has been changed. */
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

/** `5511987654321` as it is written in Brazil, `4915112345678` just with its plus. */
export function phone(digits: string): string {
  const brazilian = /^55(\d{2})(\d{4,5})(\d{4})$/.exec(digits);
  return brazilian ? `+55 ${brazilian[1]} ${brazilian[2]}-${brazilian[3]}` : `+${digits}`;
}
