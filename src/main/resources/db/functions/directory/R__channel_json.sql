create or replace function channel_json(c channel) returns json
    language sql stable as $$
    select to_json(row (c.id, c.name, c.type, c.department_id, c.phone, iso(c.created_at))::channel_shape)
$$;
