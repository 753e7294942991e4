-- An event of the department's feed for each agent that sees it: that its right begins, or ends.
create or replace function department_access_events(d department, p_type text) returns new_event[]
    language sql stable as $$
    select array(
        select row (d.id, p_type, format('{"agent":%s}', person_json(a.id, a.name)), a.id, p_type = 'agent.removed')::new_event
        from agent a
        where a.institution_id = d.institution_id and a.active
          and can_view(d.institution_id, case when a.role = 'AGENT' then a.id end, d.id)
        order by a.id)
$$;
