-- A conversation begins, as before its first message: OPEN with this agent, or PENDING for a program (null). The
-- transaction holds the contact, so that no other begins meanwhile.
create or replace function open_conversation(
        p_channel channel, p_contact contact, p_department uuid, p_agent agent, p_by json, p_at timestamptz)
    returns conversation
    language plpgsql as $$
declare
    c conversation;
begin
    insert into conversation (institution_id, channel_id, contact_id, contact_name, contact_phone, department_id, status,
                              assigned_to, assignee_name, created_at, updated_at, previous_id, version)
    values (p_contact.institution_id, p_channel.id, p_contact.id, p_contact.name, p_contact.phone, p_department,
            case when p_agent.id is null then 'PENDING' else 'OPEN' end, p_agent.id, p_agent.name, p_at, p_at,
            (select l.id from last_conversation(p_contact.institution_id, p_channel.id, p_contact.id) l),
            1)
    returning * into c;
    insert into conversation_history (institution_id, conversation_id, type, at, by_type, by_id, by_name, to_department,
                                      to_attendant)
    values (c.institution_id, c.id, 'OPENED', p_at, p_by ->> 'type', (p_by ->> 'id')::uuid, p_by ->> 'name',
            c.department_id, c.assigned_to);
    perform feed_append(array[c.institution_id], array[c.feed_id], array['conversation.created'],
                        array[format('{"conversation":%s}', conversation_json(c))], p_at);
    return c;
end $$;
