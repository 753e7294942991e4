create or replace function append_unread_event(c conversation, p_at timestamptz) returns json
    language plpgsql as $$
begin
    perform feed_append(array[c.institution_id], array[c.feed_id], array['conversation.unread'],
        array[format('{"conversation":%s}', conversation_json(c))], p_at);
    return conversation_json(c);
end $$;
