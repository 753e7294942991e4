-- What a command writes after it changed a conversation's row: its history and its event. The caller's transaction holds
-- the row; this takes the feeds, and answers the conversation's JSON. So do the other append_…_event functions.
create or replace function append_assigned_event(
        c conversation, p_by json, p_previous uuid, p_previous_name text, p_at timestamptz)
    returns json
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
