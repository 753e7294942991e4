-- The next message of a conversation that the transaction holds; an agent's answers the contact. Answers its JSON.
create or replace function append_outbound_message(c conversation, p_content json, p_by json, p_at timestamptz)
    returns json
    language plpgsql as $$
declare
    is_agent boolean := p_by ->> 'type' = 'AGENT';
begin
    update conversation u
    set last_seq = u.last_seq + 1,
        last_read_seq = case when is_agent then u.last_seq + 1 else u.last_read_seq end,
        unread_count = case when is_agent then 0 else u.unread_count end,
        waiting_since = case when is_agent then null else u.waiting_since end,
        last_message_id = uuidv7(), last_message_type = p_content ->> 'type', last_message_direction = 'OUTBOUND',
        last_message_text = left(p_content ->> 'text', 160), last_message_at = p_at,
        updated_at = greatest(u.updated_at, p_at), version = u.version + 1
    where u.institution_id = c.institution_id and u.id = c.id
    returning * into c;
    return store_outbound_message(c, p_content, p_by, p_at);
end $$;
