-- The one place where a conversation and a message become JSON. Queue, GET, answers and feed events all call these,
-- so that "snapshot + events = fresh snapshot" holds byte for byte. The shapes are types: to_json writes their
-- attributes in this order, nulls too, and no white space.

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

create type media_shape as ("fileName" text, "mimeType" text, "fileSize" bigint);

create type card_shape as (name text, phone text, email text, organization text);

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

create type place_shape as ("departmentId" uuid, "attendantId" uuid);

create type history_shape as (id uuid, type text, at text, by actor_shape, "from" place_shape, "to" place_shape, note text);

-- A conversation as it was after its message p_last_seq: what moves with messages comes in apart from the row.
create function conversation_json(c conversation, p_last_seq bigint, p_unread bigint, p_version bigint,
                                  p_updated_at timestamptz, p_waiting_since timestamptz, p_last_message_id uuid,
                                  p_type text, p_direction text, p_text text, p_last_message_at timestamptz) returns json
    language sql stable
return to_json(row (
    c.id,
    c.channel_id,
    row (c.contact_id, c.contact_name, c.contact_phone)::contact_shape,
    case when c.assigned_to is not null then row (c.assigned_to, c.assignee_name)::person_shape end,
    c.department_id,
    c.status,
    case when p_last_message_id is not null
        then row (p_last_message_id, p_last_seq, p_type, p_direction, p_text, iso(p_last_message_at))::last_message_shape end,
    p_unread,
    iso(c.created_at),
    iso(p_updated_at),
    iso(p_waiting_since),
    c.last_read_seq,
    iso(c.closed_at),
    c.previous_id,
    p_version)::conversation_shape);

create function conversation_json(c conversation) returns json
    language sql stable
return conversation_json(c, c.last_seq, c.unread_count, c.version, c.updated_at, c.waiting_since, c.last_message_id,
                         c.last_message_type, c.last_message_direction, c.last_message_text, c.last_message_at);

create function message_json(m message) returns json
    language sql stable
return to_json(row (
    m.id,
    m.conversation_id,
    m.channel_id,
    m.seq,
    m.type,
    m.direction,
    m.status,
    m.content,
    m.media_url,
    case when m.media_url is not null then row (m.file_name, m.mime_type, m.file_size)::media_shape end,
    case when m.type = 'contact' then row (m.content, m.card_phone, m.card_email, m.card_organization)::card_shape end,
    m.from_phone,
    m.to_phone,
    row (m.author_type, m.author_id, m.author_name)::actor_shape,
    m.external_id,
    case when m.error_code is not null then row (m.error_code, m.error_message)::error_shape end,
    iso(m.sent_at),
    iso(m.created_at),
    iso(m.updated_at))::message_shape);

create function history_json(h conversation_history) returns json
    language sql stable
return to_json(row (
    h.id,
    h.type,
    iso(h.at),
    row (h.by_type, h.by_id, h.by_name)::actor_shape,
    row (h.from_department, h.from_attendant)::place_shape,
    row (h.to_department, h.to_attendant)::place_shape,
    h.note)::history_shape);

-- A person, or the JSON null.
create function person_json(p_id uuid, p_name text) returns json
    language sql immutable
return coalesce(to_json(case when p_id is not null then row (p_id, p_name)::person_shape end), 'null');

-- A text, or the JSON null.
create function text_json(p_text text) returns json
    language sql immutable
return coalesce(to_json(p_text), 'null');
