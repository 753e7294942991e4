create or replace function agent_json(a agent, p_all boolean) returns json
    language sql stable as $$
    select case when p_all
        then to_json(row (a.id, a.name, a.email, a.role, a.active, departments_of(a.institution_id, a.id),
                          iso(a.created_at), iso(a.updated_at))::agent_shape)
        else to_json(row (a.id, a.name, departments_of(a.institution_id, a.id))::colleague_shape) end
$$;
