import type { Actor, Contact, Conversation, Message, MessageError, MessageStatus, Person, Position } from "./model.js";

/** The data of each type of event. */
export interface EventData {
  "conversation.created": { readonly conversation: Conversation };
  "message.created": { readonly message: Message; readonly conversation: Conversation };
  "message.status": {
    readonly messageId: string;
    readonly seq: number;
    readonly status: MessageStatus;
    readonly error: MessageError | null;
    readonly conversation: Conversation;
  };
  /** The `unreadCount` changed because messages were read. */
  "conversation.unread": { readonly conversation: Conversation };
  /** `assignedTo` is null if the conversation was given back. */
  "conversation.assigned": {
    readonly conversation: Conversation;
    readonly by: Actor;
    readonly previousAssignee: Person | null;
  };
  /** In the feed of the new department. */
  "conversation.transferred": {
    readonly conversation: Conversation;
    readonly by: Actor;
    readonly from: { readonly departmentId: string | null; readonly attendantId: string | null };
    readonly note: string | null;
  };
  /** In the feed of the old department. */
  "conversation.removed": {
    readonly conversationId: string;
    readonly version: number;
    readonly reason: "transferred";
    readonly to: { readonly departmentId: string | null };
  };
  "conversation.closed": { readonly conversation: Conversation; readonly by: Actor; readonly note: string | null };
  "contact.updated": { readonly contact: Contact };
  "agent.updated": { readonly agent: Person };
  /** An agent got access to this feed. */
  "agent.added": { readonly agent: Person };
  /** An agent lost access to this feed. */
  "agent.removed": { readonly agent: Person };
  /** The last event of its feed. */
  "department.deleted": { readonly department: Person };
}

export type EventType = keyof EventData;

/** An event of one feed; `type` decides the type of `data`. */
export type LiveEvent = {
  [T in EventType]: { readonly seq: number; readonly type: T; readonly at: string; readonly data: EventData[T] };
}[EventType];

const KNOWN: Record<EventType, true> = {
  "conversation.created": true,
  "message.created": true,
  "message.status": true,
  "conversation.unread": true,
  "conversation.assigned": true,
  "conversation.transferred": true,
  "conversation.removed": true,
  "conversation.closed": true,
  "contact.updated": true,
  "agent.updated": true,
  "agent.added": true,
  "agent.removed": true,
  "department.deleted": true,
};

/** Whether this library knows the type of the event. Later versions of the service may have more types. */
export function isKnown(event: LiveEvent): boolean {
  return Object.hasOwn(KNOWN, event.type);
}

interface OfDepartment {
  /** An id, or `triage`. */
  readonly departmentId: string;
}

/** What the server sends. */
export type ServerFrame =
  | {
      readonly type: "hello";
      readonly protocol: "prosa.v1";
      /** Null for an API key. */
      readonly agentId: string | null;
      readonly departments: readonly Person[];
      readonly heartbeatSeconds: number;
      /** Null means never. */
      readonly expiresAt: string | null;
    }
  | (OfDepartment & Position & { readonly type: "subscribed" })
  | (OfDepartment & { readonly type: "events"; readonly events: readonly LiveEvent[] })
  | (OfDepartment & { readonly type: "caughtUp"; readonly seq: number })
  | (OfDepartment & Position & { readonly type: "resync"; readonly reason: string })
  | (OfDepartment & { readonly type: "unsubscribed"; readonly reason: "requested" | "forbidden" })
  | { readonly type: "departments"; readonly departments: readonly Person[] }
  | { readonly type: "renewed"; readonly expiresAt: string | null }
  | { readonly type: "heartbeat"; readonly positions: Readonly<Record<string, number>> }
  | { readonly type: "error"; readonly code: string; readonly message: string; readonly departmentId: string | null };

/** What the server sends about one subscription. */
export type DepartmentFrame = Extract<ServerFrame, OfDepartment>;

/** What a client sends. */
export type ClientFrame =
  | (OfDepartment & { readonly type: "subscribe"; readonly after?: number; readonly epoch?: string })
  | (OfDepartment & { readonly type: "unsubscribe" })
  | { readonly type: "renew"; readonly token: string };
