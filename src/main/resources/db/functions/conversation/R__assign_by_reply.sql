-- A reply to a PENDING conversation by an agent who may be assigned there assigns it to that agent (R6).
create or replace function assign_by_reply(c conversation, p_agent agent, p_by json, p_at timestamptz)
    returns conversation
    language plpgsql as $$
begin
    if c.status = 'PENDING' and (c.department_id is null
                                 or c.department_id = any (departments_of(c.institution_id, p_agent.id))) then
        update conversation u
        set status = 'OPEN', assigned_to = p_agent.id, assignee_name = p_agent.name,
            updated_at = greatest(u.updated_at, p_at), version = u.version + 1
        where u.institution_id = c.institution_id and u.id = c.id
        returning * into c;
        perform append_assigned_event(c, p_by, null, null, p_at);
    end if;
    return c;
end $$;
