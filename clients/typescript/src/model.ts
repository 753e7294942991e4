// The types of the HTTP API that live push uses too. The build compares them with the OpenAPI document.

export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface Contact {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
}

export type MessageType = "text" | "image" | "audio" | "video" | "document" | "contact";
export type Direction = "INBOUND" | "OUTBOUND";
export type MessageStatus = "QUEUED" | "SENT" | "DELIVERED" | "READ" | "FAILED";
export type ConversationStatus = "PENDING" | "OPEN" | "CLOSED";

export interface LastMessage {
  readonly id: string;
  readonly seq: number;
  readonly type: MessageType;
  readonly direction: Direction;
  /** The first 160 characters. */
  readonly text: string;
  readonly createdAt: string;
}

/** Times are UTC in ISO 8601 with exactly milliseconds. */
export interface Conversation {
  readonly id: string;
  readonly channelId: string;
  readonly contact: Contact;
  /** The assignee; of a closed conversation, the last one. */
  readonly assignedTo: Person | null;
  /** Null is triage. */
  readonly departmentId: string | null;
  readonly status: ConversationStatus;
  readonly lastMessage: LastMessage | null;
  readonly unreadCount: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly waitingSince: string | null;
  readonly lastReadSeq: number;
  readonly closedAt: string | null;
  readonly previousConversationId: string | null;
  /** Grows with every event about the conversation, except the status of a message. */
  readonly version: number;
}

export interface Media {
  readonly fileName: string | null;
  readonly mimeType: string | null;
  /** Bytes. */
  readonly fileSize: number | null;
}

export interface ContactCard {
  readonly name: string;
  readonly phone: string;
  readonly email: string | null;
  readonly organization: string | null;
}

export interface Author {
  readonly type: "CONTACT" | "AGENT" | "API_KEY";
  readonly id: string;
  readonly name: string;
}

export interface Actor {
  readonly type: "AGENT" | "API_KEY" | "SYSTEM";
  readonly id: string | null;
  readonly name: string | null;
}

export interface MessageError {
  readonly code: string;
  readonly message: string | null;
}

/** Times are UTC in ISO 8601 with exactly milliseconds. */
export interface Message {
  readonly id: string;
  readonly conversationId: string;
  readonly channelId: string;
  /** Its number in its conversation, from 1 without gaps. */
  readonly seq: number;
  readonly type: MessageType;
  readonly direction: Direction;
  readonly status: MessageStatus;
  readonly content: string;
  readonly mediaUrl: string | null;
  readonly media: Media | null;
  readonly contactCard: ContactCard | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly author: Author;
  readonly externalId: string | null;
  readonly error: MessageError | null;
  readonly sentAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A position in one feed: after the event `seq` of the `epoch`. */
export interface Position {
  readonly seq: number;
  readonly epoch: string;
}
