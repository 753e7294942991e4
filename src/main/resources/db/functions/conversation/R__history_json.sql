create or replace function history_json(h conversation_history) returns json
    language sql stable as $$
    select to_json(row (
        h.id,
        h.type,
        iso(h.at),
        row (h.by_type, h.by_id, h.by_name)::actor_shape,
        row (h.from_department, h.from_attendant)::assignment_shape,
        row (h.to_department, h.to_attendant)::assignment_shape,
        h.note)::history_shape)
$$;
