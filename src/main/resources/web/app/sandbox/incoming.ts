import type { MessageType } from "prosa-live";
import type { Api } from "../session/api.js";

/** A message of a simulated contact. */
export interface Incoming {
  readonly channelId: string | undefined;
  /** The contact's phone. */
  readonly from: string;
  readonly name: string;
  readonly type: MessageType;
  readonly content: Readonly<Record<string, unknown>>;
}

/** @returns the id of the conversation that has received the message */
export async function write(api: Api, incoming: Incoming): Promise<string> {
  const [taken] = await api.call<{ conversationId: string }[]>("/sandbox/simulate/incoming", {
    method: "POST",
    body: incoming,
  });
  return taken!.conversationId;
}

export function text(words: string): Pick<Incoming, "type" | "content"> {
  return { type: "text", content: { text: words } };
}
