-- R15: the open conversations of an agent in these departments (null: everywhere, triage too) become PENDING.
-- The caller holds the agent's row for update, so that nothing new can be given to it meanwhile.
-- Answers for each, in the order of locks, its feed and the data of its event conversation.assigned, to be appended.
create or replace function unassign_conversations(
        p_institution uuid, p_agent uuid, p_departments uuid[], p_by json, p_now timestamptz)
    returns table (feed_id uuid, data text)
    language plpgsql as $$
#variable_conflict use_column
begin
    perform from conversation c
    where c.institution_id = p_institution and c.open_assignee = p_agent
      and (p_departments is null or c.department_id = any (p_departments))
    order by c.channel_id, c.contact_id
    for no key update;

    return query
    with unassigned as (
        update conversation c
        set status = 'PENDING', assigned_to = null, assignee_name = null, version = c.version + 1,
            updated_at = greatest(c.updated_at, p_now)
        where c.institution_id = p_institution and c.open_assignee = p_agent
          and (p_departments is null or c.department_id = any (p_departments))
        returning new as c, old.assignee_name as from_name
    ), recorded as (
        insert into conversation_history (institution_id, conversation_id, type, at, by_type, by_id, by_name,
                                          from_department, from_attendant, to_department)
        select p_institution, (u.c).id, 'ASSIGNED', p_now, p_by ->> 'type', (p_by ->> 'id')::uuid, p_by ->> 'name',
               (u.c).department_id, p_agent, (u.c).department_id
        from unassigned u
    )
    select (u.c).feed_id,
           format('{"conversation":%s,"by":%s,"previousAssignee":%s}', conversation_json(u.c), p_by,
                  person_json(p_agent, u.from_name))
    from unassigned u
    order by (u.c).channel_id, (u.c).contact_id;
end $$;
