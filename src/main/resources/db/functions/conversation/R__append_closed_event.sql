create or replace function append_closed_event(c conversation, p_by json, p_note text, p_at timestamptz) returns json
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
