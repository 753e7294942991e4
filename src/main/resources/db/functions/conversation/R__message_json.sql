create or replace function message_json(m message) returns json
    language sql stable as $$
    select to_json(row (
        m.id,
        m.conversation_id,
        m.channel_id,
        m.seq,
        m.type,
        m.direction,
        m.status,
        (m.content).text,
        (m.content)."mediaUrl",
        (m.content).media,
        (m.content)."contactCard",
        m.from_phone,
        m.to_phone,
        row (m.author_type, m.author_id, m.author_name)::actor_shape,
        m.external_id,
        case when m.error_code is not null then row (m.error_code, m.error_message)::error_shape end,
        iso(m.sent_at),
        iso(m.created_at),
        iso(m.updated_at))::message_shape)
$$;
