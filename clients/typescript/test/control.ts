import type { Conversation, LiveEvent } from "../src/index.js";

/** What merges feeds. */
export interface Merging {
  reset(department: string, rows: readonly Conversation[]): void;
  apply(department: string, event: LiveEvent): void;
  rows(): Conversation[];
}

/** How one would merge feeds without thinking: one list, each event as it comes. */
export class TakesAll implements Merging {
  readonly #rows = new Map<string, Conversation>();

  reset(_: string, rows: readonly Conversation[]): void {
    for (const each of rows) this.#rows.set(each.id, each);
  }

  apply(_: string, event: LiveEvent): void {
    if (event.type === "conversation.removed") this.#rows.delete(event.data.conversationId);
    else if ("conversation" in event.data) this.#rows.set(event.data.conversation.id, event.data.conversation);
    else if (event.type === "contact.updated") this.#rename(event.data.contact);
  }

  #rename(contact: Conversation["contact"]): void {
    for (const each of this.#rows.values()) {
      if (each.contact.id === contact.id && each.status !== "CLOSED") this.#rows.set(each.id, { ...each, contact });
    }
  }

  rows(): Conversation[] {
    return [...this.#rows.values()];
  }
}

export function byId(rows: readonly Conversation[]): Conversation[] {
  return [...rows].sort((a, b) => a.id.localeCompare(b.id));
}
