-- A person, or the JSON null.
create or replace function person_json(p_id uuid, p_name text) returns json
    language sql immutable as $$
    select coalesce(to_json(case when p_id is not null then row (p_id, p_name)::person_shape end), 'null')
$$;
