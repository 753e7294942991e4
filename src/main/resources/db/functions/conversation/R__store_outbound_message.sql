-- Stores the message that the conversation's row already counts as its last one, and appends its event; answers its JSON.
-- p_content: {type, …}, the type and the fields of message_content.
create or replace function store_outbound_message(c conversation, p_content json, p_by json, p_at timestamptz)
    returns json
    language plpgsql as $$
declare
    m message;
begin
    insert into message (institution_id, conversation_id, seq, id, channel_id, type, direction, status, content,
                         from_phone, to_phone, author_type, author_id, author_name, created_at, updated_at)
    select c.institution_id, c.id, c.last_seq, c.last_message_id, c.channel_id, p_content ->> 'type', 'OUTBOUND', 'QUEUED',
           json_populate_record(null::message_content, p_content), ch.phone, c.contact_phone,
           p_by ->> 'type', (p_by ->> 'id')::uuid, p_by ->> 'name', p_at, p_at
    from channel ch
    where ch.institution_id = c.institution_id and ch.id = c.channel_id
    returning * into m;
    perform feed_append(array[c.institution_id], array[c.feed_id], array['message.created'],
        array[format('{"message":%s,"conversation":%s}', message_json(m), conversation_json(c))], p_at);
    return message_json(m);
end $$;
