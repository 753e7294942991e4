-- R15: the open conversations of an agent in these departments (null: everywhere, triage too) become PENDING.
-- The caller holds the agent's row for update, so that nothing new can be given to it meanwhile.
create or replace function unassign_conversations(
        p_institution uuid, p_agent uuid, p_departments uuid[], p_by json, p_now timestamptz)
    returns new_event[]
    language plpgsql as $$
declare
    events new_event[];
begin
    perform from conversation c
    where c.institution_id = p_institution and c.open_assignee = p_agent
      and (p_departments is null or c.department_id = any (p_departments))
    order by c.channel_id, c.contact_id
    for no key update;

    with given as (
        update conversation c
        set status = 'PENDING', assigned_to = null, assignee_name = null, version = c.version + 1,
            updated_at = greatest(c.updated_at, p_now)
        where c.institution_id = p_institution and c.open_assignee = p_agent
          and (p_departments is null or c.department_id = any (p_departments))
        returning new as c, old.assignee_name as from_name
    ), remembered as (
        insert into conversation_history (institution_id, conversation_id, type, at, by_type, by_id, by_name,
                                          from_department, from_attendant, to_department)
        select p_institution, (g.c).id, 'ASSIGNED', p_now, p_by ->> 'type', (p_by ->> 'id')::uuid, p_by ->> 'name',
               (g.c).department_id, p_agent, (g.c).department_id
        from given g
    )
    select array_agg(row ((g.c).feed_id, 'conversation.assigned',
                          format('{"conversation":%s,"by":%s,"previousAssignee":%s}', conversation_json(g.c), p_by,
                                 person_json(p_agent, g.from_name)),
                          null, false)::new_event
                     order by (g.c).channel_id, (g.c).contact_id)
    into events from given g;
    return coalesce(events, '{}');
end $$;
