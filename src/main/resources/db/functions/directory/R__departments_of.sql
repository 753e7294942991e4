create or replace function departments_of(p_institution uuid, p_agent uuid) returns uuid[]
    language sql stable as $$
    select array(
        select m.department_id from membership m
        join department d on d.institution_id = m.institution_id and d.id = m.department_id and d.deleted_at is null
        where m.institution_id = p_institution and m.agent_id = p_agent
        order by lower(d.name), d.id)
$$;
