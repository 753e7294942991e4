-- The JSON of the API, of the queue and of events: to_json writes the attributes in this order, nulls too, and no white
-- space. Functions build it, conversation_json and message_json first of all, each shape in one place, so that "snapshot +
-- events = fresh snapshot" holds byte for byte.

create type person_shape as (id uuid, name text);

create type contact_shape as (id uuid, name text, phone text);

create type last_message_shape as (id uuid, seq bigint, type text, direction text, text text, "createdAt" text);

create type conversation_shape as (
    id                       uuid,
    "channelId"              uuid,
    contact                  contact_shape,
    "assignedTo"             person_shape,
    "departmentId"           uuid,
    status                   text,
    "lastMessage"            last_message_shape,
    "unreadCount"            bigint,
    "createdAt"              text,
    "updatedAt"              text,
    "waitingSince"           text,
    "lastReadSeq"            bigint,
    "closedAt"               text,
    "previousConversationId" uuid,
    version                  bigint
);

create type actor_shape as (type text, id uuid, name text);

create type error_shape as (code text, message text);

create type message_shape as (
    id               uuid,
    "conversationId" uuid,
    "channelId"      uuid,
    seq              bigint,
    type             text,
    direction        text,
    status           text,
    content          text,
    "mediaUrl"       text,
    media            media_shape,
    "contactCard"    card_shape,
    "from"           text,
    "to"             text,
    author           actor_shape,
    "externalId"     text,
    error            error_shape,
    "sentAt"         text,
    "createdAt"      text,
    "updatedAt"      text
);

create type assignment_shape as ("departmentId" uuid, "attendantId" uuid);

create type history_shape as (id uuid, type text, at text, by actor_shape, "from" assignment_shape, "to" assignment_shape, note text);

create type count_shape as (pending bigint, open bigint, unread bigint, mine bigint, "waitingSince" text);

create type department_count_shape as ("departmentId" uuid, pending bigint, open bigint, unread bigint, mine bigint,
                                       "waitingSince" text);

create type counts_shape as (total count_shape, departments department_count_shape[]);
