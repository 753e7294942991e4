-- Whether this agent (null: somebody who sees all of the institution) sees what is in this department (null: triage).
create or replace function can_view(p_institution uuid, p_agent uuid, p_department uuid) returns boolean
    language sql stable as $$
    select p_agent is null or p_department is null or exists (
        select from membership m
        where m.institution_id = p_institution and m.department_id = p_department and m.agent_id = p_agent)
$$;
