-- can_view as a set: the feeds of the agent's departments, and that of triage, which has the institution's id.
create or replace function visible_feeds(p_institution uuid, p_agent uuid) returns setof uuid
    language sql stable as $$
    select p_institution
    union all
    select m.department_id from membership m where m.institution_id = p_institution and m.agent_id = p_agent
$$;
