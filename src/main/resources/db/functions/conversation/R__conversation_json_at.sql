-- A conversation as it was after its message p_last_seq: what moves with messages comes in apart from the row.
create or replace function conversation_json_at(
        c conversation, p_last_seq bigint, p_unread bigint, p_version bigint, p_updated_at timestamptz,
        p_waiting_since timestamptz, p_last_message_id uuid, p_type text, p_direction text, p_text text,
        p_last_message_at timestamptz)
    returns json
    language sql stable as $$
    select to_json(row (
        c.id,
        c.channel_id,
        row (c.contact_id, c.contact_name, c.contact_phone)::contact_shape,
        case when c.assigned_to is not null then row (c.assigned_to, c.assignee_name)::person_shape end,
        c.department_id,
        c.status,
        case when p_last_message_id is not null
            then row (p_last_message_id, p_last_seq, p_type, p_direction, p_text, iso(p_last_message_at))::last_message_shape end,
        p_unread,
        iso(c.created_at),
        iso(p_updated_at),
        iso(p_waiting_since),
        c.last_read_seq,
        iso(c.closed_at),
        c.previous_id,
        p_version)::conversation_shape)
$$;
