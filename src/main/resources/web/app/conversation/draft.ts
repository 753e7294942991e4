import { kept } from "../base/kept.js";
import type { Desk } from "../desk/desk.js";

/** What an agent has written in a conversation and not sent yet. */
export const draft = {
  of(desk: Desk, conversationId: string): string {
    return kept.get(place(desk, conversationId)) ?? "";
  },

  keep(desk: Desk, conversationId: string, text: string): void {
    kept.set(place(desk, conversationId), text === "" ? undefined : text);
  },
};

function place(desk: Desk, conversationId: string): string {
  return `draft.${desk.me.id}.${conversationId}`;
}
