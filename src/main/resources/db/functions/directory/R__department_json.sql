create or replace function department_json(d department) returns json
    language sql stable as $$
    select to_json(row (d.id, d.name, iso(d.created_at))::department_shape)
$$;
