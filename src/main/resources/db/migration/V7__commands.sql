-- May this agent, or a program (null), command this conversation (R14)? By role, activity and membership as of now.
create function can_command(c conversation, p_agent uuid) returns boolean
    language sql stable
return p_agent is null or exists (
    select from agent a
    where a.institution_id = c.institution_id and a.id = p_agent and a.active
      and sees(c.institution_id, case when a.role = 'AGENT' then a.id end, c.department_id));

-- What a command writes after it changed a conversation's row: its history and its events. Each expects that the
-- transaction holds the row, takes the feeds, and answers the conversation's JSON (store_outbound_message: the message's).

create function append_assigned_event(c conversation, p_by json, p_previous uuid, p_previous_name text, p_at timestamptz) returns json
    language plpgsql as $$
begin
    insert into conversation_history (institution_id, conversation_id, type, at, by_type, by_id, by_name,
                                      from_department, from_attendant, to_department, to_attendant)
    values (c.institution_id, c.id, 'ASSIGNED', p_at, p_by ->> 'type', (p_by ->> 'id')::uuid, p_by ->> 'name',
            c.department_id, p_previous, c.department_id, c.assigned_to);
    perform feed_append(array[c.institution_id], array[c.feed_id], array['conversation.assigned'],
        array[format('{"conversation":%s,"by":%s,"previousAssignee":%s}', conversation_json(c), p_by,
                     person_json(p_previous, p_previous_name))], p_at);
    return conversation_json(c);
end $$;

-- Across departments: removed in the old feed, transferred in the new one; within one: transferred alone.
create function append_transferred_event(c conversation, p_by json, p_from_department uuid, p_from_attendant uuid, p_note text,
                                 p_at timestamptz) returns json
    language plpgsql as $$
declare
    from_feed   uuid := coalesce(p_from_department, c.institution_id);
    transferred text := format('{"conversation":%s,"by":%s,"from":%s,"note":%s}', conversation_json(c), p_by,
        to_json(row (p_from_department, p_from_attendant)::place_shape), text_json(p_note));
    removed     text := format('{"conversationId":"%s","version":%s,"reason":"transferred","to":{"departmentId":%s}}',
        c.id, c.version - 1, text_json(c.department_id::text));
begin
    insert into conversation_history (institution_id, conversation_id, type, at, by_type, by_id, by_name,
                                      from_department, from_attendant, to_department, to_attendant, note)
    values (c.institution_id, c.id, 'TRANSFERRED', p_at, p_by ->> 'type', (p_by ->> 'id')::uuid, p_by ->> 'name',
            p_from_department, p_from_attendant, c.department_id, c.assigned_to, p_note);
    if from_feed = c.feed_id then
        perform feed_append(array[c.institution_id], array[c.feed_id], array['conversation.transferred'],
                            array[transferred], p_at);
    else
        perform feed_append(array[c.institution_id, c.institution_id], array[from_feed, c.feed_id],
                            array['conversation.removed', 'conversation.transferred'], array[removed, transferred], p_at);
    end if;
    return conversation_json(c);
end $$;

create function append_closed_event(c conversation, p_by json, p_note text, p_at timestamptz) returns json
    language plpgsql as $$
begin
    insert into conversation_history (institution_id, conversation_id, type, at, by_type, by_id, by_name,
                                      from_department, from_attendant, to_department, to_attendant, note)
    values (c.institution_id, c.id, 'CLOSED', p_at, p_by ->> 'type', (p_by ->> 'id')::uuid, p_by ->> 'name',
            c.department_id, c.assigned_to, c.department_id, c.assigned_to, p_note);
    perform feed_append(array[c.institution_id], array[c.feed_id], array['conversation.closed'],
        array[format('{"conversation":%s,"by":%s,"note":%s}', conversation_json(c), p_by, text_json(p_note))], p_at);
    return conversation_json(c);
end $$;

create function append_unread_event(c conversation, p_at timestamptz) returns json
    language plpgsql as $$
begin
    perform feed_append(array[c.institution_id], array[c.feed_id], array['conversation.unread'],
        array[format('{"conversation":%s}', conversation_json(c))], p_at);
    return conversation_json(c);
end $$;

-- Stores the message that the conversation's row was moved for already (its last one) and appends its event; answers its JSON.
create function store_outbound_message(c conversation, p_content json, p_by json, p_at timestamptz) returns json
    language plpgsql as $$
declare
    m message;
begin
    insert into message (institution_id, conversation_id, seq, id, channel_id, type, direction, status, content,
                         media_url, file_name, mime_type, file_size, card_phone, card_email, card_organization,
                         from_phone, to_phone, author_type, author_id, author_name, created_at, updated_at)
    select c.institution_id, c.id, c.last_seq, c.last_message_id, c.channel_id, p.type, 'OUTBOUND', 'QUEUED', p.text,
           p."mediaUrl", p."fileName", p."mimeType", p."fileSize", p."cardPhone", p."cardEmail", p."cardOrganization",
           ch.phone, c.contact_phone, p_by ->> 'type', (p_by ->> 'id')::uuid, p_by ->> 'name', p_at, p_at
    from json_to_record(p_content) as p (type text, text text, "mediaUrl" text, "fileName" text, "mimeType" text,
                                         "fileSize" bigint, "cardPhone" text, "cardEmail" text, "cardOrganization" text),
         channel ch
    where ch.institution_id = c.institution_id and ch.id = c.channel_id
    returning * into m;
    perform feed_append(array[c.institution_id], array[c.feed_id], array['message.created'],
        array[format('{"message":%s,"conversation":%s}', message_json(m), conversation_json(c))], p_at);
    return message_json(m);
end $$;
