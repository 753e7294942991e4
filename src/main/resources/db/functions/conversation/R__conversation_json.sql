create or replace function conversation_json(c conversation) returns json
    language sql stable as $$
    select conversation_json_at(c, c.last_seq, c.unread_count, c.version, c.updated_at, c.waiting_since, c.last_message_id,
                             c.last_message_type, c.last_message_direction, c.last_message_text, c.last_message_at)
$$;
