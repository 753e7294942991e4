-- The one place where a conversation and a message become JSON. Queue, GET, answers and feed events all call these,
-- so that "snapshot + events = fresh snapshot" holds byte for byte.

-- A conversation as it was after its message p_last_seq: what moves with messages comes in apart from the row.
create function conversation_json(c conversation, p_last_seq bigint, p_unread bigint, p_version bigint,
                                  p_updated_at timestamptz, p_waiting_since timestamptz, p_last_message_id uuid,
                                  p_type text, p_direction text, p_text text, p_last_message_at timestamptz) returns json
    language sql stable
return json_build_object(
    'id', c.id,
    'channelId', c.channel_id,
    'contact', json_build_object('id', c.contact_id, 'name', c.contact_name, 'phone', c.contact_phone),
    'assignedTo', case when c.assigned_to is not null
        then json_build_object('id', c.assigned_to, 'name', c.assignee_name) end,
    'departmentId', c.department_id,
    'status', c.status,
    'lastMessage', case when p_last_message_id is not null
        then json_build_object('id', p_last_message_id, 'seq', p_last_seq, 'type', p_type, 'direction', p_direction,
                               'text', p_text, 'createdAt', iso(p_last_message_at)) end,
    'unreadCount', p_unread,
    'createdAt', iso(c.created_at),
    'updatedAt', iso(p_updated_at),
    'waitingSince', iso(p_waiting_since),
    'lastReadSeq', c.last_read_seq,
    'closedAt', iso(c.closed_at),
    'previousConversationId', c.previous_id,
    'version', p_version);

create function conversation_json(c conversation) returns json
    language sql stable
return conversation_json(c, c.last_seq, c.unread_count, c.version, c.updated_at, c.waiting_since, c.last_message_id,
                         c.last_message_type, c.last_message_direction, c.last_message_text, c.last_message_at);

create function message_json(m message) returns json
    language sql stable
return json_build_object(
    'id', m.id,
    'conversationId', m.conversation_id,
    'channelId', m.channel_id,
    'seq', m.seq,
    'type', m.type,
    'direction', m.direction,
    'status', m.status,
    'content', m.content,
    'mediaUrl', m.media_url,
    'media', case when m.media_url is not null
        then json_build_object('fileName', m.file_name, 'mimeType', m.mime_type, 'fileSize', m.file_size) end,
    'contactCard', case when m.type = 'contact'
        then json_build_object('name', m.content, 'phone', m.card_phone, 'email', m.card_email,
                               'organization', m.card_organization) end,
    'from', m.from_phone,
    'to', m.to_phone,
    'author', json_build_object('type', m.author_type, 'id', m.author_id, 'name', m.author_name),
    'externalId', m.external_id,
    'error', case when m.error_code is not null
        then json_build_object('code', m.error_code, 'message', m.error_message) end,
    'sentAt', iso(m.sent_at),
    'createdAt', iso(m.created_at),
    'updatedAt', iso(m.updated_at));

create function person_json(p_id uuid, p_name text) returns json
    language sql immutable
return case when p_id is not null then json_build_object('id', p_id, 'name', p_name) end;

create function history_json(h conversation_history) returns json
    language sql stable
return json_build_object(
    'id', h.id,
    'type', h.type,
    'at', iso(h.at),
    'by', json_build_object('type', h.by_type, 'id', h.by_id, 'name', h.by_name),
    'from', json_build_object('departmentId', h.from_department, 'attendantId', h.from_attendant),
    'to', json_build_object('departmentId', h.to_department, 'attendantId', h.to_attendant),
    'note', h.note);
