-- The conversation as before its first message.
create or replace function append_opened_event(c conversation, p_by json, p_at timestamptz) returns json
    language plpgsql as $$
begin
    insert into conversation_history (institution_id, conversation_id, type, at, by_type, by_id, by_name, to_department,
                                      to_attendant)
    values (c.institution_id, c.id, 'OPENED', p_at, p_by ->> 'type', (p_by ->> 'id')::uuid, p_by ->> 'name',
            c.department_id, c.assigned_to);
    perform feed_append(array[c.institution_id], array[c.feed_id], array['conversation.created'],
                        array[format('{"conversation":%s}', conversation_json(c))], p_at);
    return conversation_json(c);
end $$;
