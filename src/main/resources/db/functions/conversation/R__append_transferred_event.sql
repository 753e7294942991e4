-- Across departments: removed in the old feed, transferred in the new one; within one: transferred alone.
create or replace function append_transferred_event(
        c conversation, p_by json, p_from_department uuid, p_from_attendant uuid, p_note text, p_at timestamptz)
    returns json
    language plpgsql as $$
declare
    from_feed   uuid := coalesce(p_from_department, c.institution_id);
    transferred text := format('{"conversation":%s,"by":%s,"from":%s,"note":%s}', conversation_json(c), p_by,
        to_json(row (p_from_department, p_from_attendant)::assignment_shape), text_json(p_note));
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
