-- The feeds an agent may see (R14): none unless active, all by its role, triage, or those of its departments.
create or replace function agent_visible_feeds(p_institution uuid, p_agent uuid) returns uuid[]
    language sql stable as $$
    select array(
        select f.id from active_feeds(p_institution) as f (id)
        join agent a on a.institution_id = p_institution and a.id = p_agent and a.active
        where a.role <> 'AGENT' or f.id = p_institution or exists (
            select from membership m
            where m.institution_id = p_institution and m.agent_id = p_agent and m.department_id = f.id))
$$;
