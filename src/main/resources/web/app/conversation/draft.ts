import { storage } from "../base/storage.js";
import type { Desk } from "../desk/desk.js";

/** The text that an agent has written in a conversation and not sent yet. */
export const draft = {
  of(desk: Desk, conversationId: string): string {
    return storage.get(storageKey(desk, conversationId)) ?? "";
  },

  save(desk: Desk, conversationId: string, text: string): void {
    storage.set(storageKey(desk, conversationId), text === "" ? undefined : text);
  },
};

function storageKey(desk: Desk, conversationId: string): string {
  return `draft.${desk.me.id}.${conversationId}`;
}
