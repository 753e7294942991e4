-- The items of a batch of delivery reports, each with whether its channel is there, the message it names by its id, if that
-- went out there and its conversation is locked, and the message that has its external id so far.
create or replace function resolve_reports(p_items json, p_locked uuid[])
    returns table (
        n bigint, institution uuid, channel uuid, message_id uuid, external_id text, status text, at timestamptz,
        error_code text, error_message text, has_channel boolean, m message, owner uuid)
    language sql stable as $$
    select i.n, i.institution, i.channel, i.message_id, i.external_id, i.status, i.at, i.error_code, i.error_message,
           ch.id is not null, m, o.message_id
    from report_items(p_items) i
    left join channel ch on ch.institution_id = i.institution and ch.id = i.channel and ch.deleted_at is null
    left join message m on m.institution_id = i.institution and m.id = i.message_id and m.channel_id = ch.id
                       and m.direction = 'OUTBOUND' and array_position(p_locked, m.conversation_id) > 0
    left join outbound_id o on o.institution_id = i.institution and o.channel_id = ch.id
                           and o.external_id = i.external_id
$$;
