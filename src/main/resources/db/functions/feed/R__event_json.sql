create or replace function event_json(p_seq bigint, p_type text, p_at timestamptz, p_data text) returns text
    language sql stable as $$
    select '{"seq":' || p_seq || ',"type":"' || p_type || '","at":"' || iso(p_at) || '","data":' || p_data || '}'
$$;
