-- A text, or the JSON null.
create or replace function text_json(p_text text) returns json
    language sql immutable as $$
    select coalesce(to_json(p_text), 'null')
$$;
