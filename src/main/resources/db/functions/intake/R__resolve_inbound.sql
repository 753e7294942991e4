-- The items of a batch (take_inbound) whose channel is there, each with its channel and contact, and with the message it
-- is: a stored one (known_…), or a new one, which is the k-th of total that its conversation gets. Of items with one
-- external id the first is the message and the others are its duplicates: n differs from first_n.
create or replace function resolve_inbound(p_items json)
    returns table (
        n bigint, institution uuid, channel uuid, external_id text, phone text, type text,
        content message_content, sent_at timestamptz, department_id uuid, channel_phone text, contact uuid, contact_name text,
        known_message uuid, known_conversation uuid, known_seq bigint,
        message_id uuid, first_n bigint, k bigint, total bigint)
    language sql stable as $$
    with item as materialized (
        select i.*, ch.department_id, ch.phone as channel_phone, c.id as contact, c.name as contact_name,
               s.message_id as known_message, s.conversation_id as known_conversation, s.seq as known_seq
        from rows from (json_to_recordset(p_items) as (
                 institution uuid, channel uuid, "externalId" text, phone text, type text,
                 content message_content, "sentAt" timestamptz)) with ordinality
             as i (institution, channel, external_id, phone, type, content, sent_at, n)
        join channel ch on ch.institution_id = i.institution and ch.id = i.channel and ch.deleted_at is null
        left join contact c on c.institution_id = i.institution and c.phone = i.phone and c.deleted_at is null
        left join inbound_id s on s.institution_id = i.institution and s.channel_id = i.channel
                              and s.external_id = i.external_id
    ), first as (
        select distinct on (i.institution, i.channel, i.external_id) i.n, i.institution, i.channel, i.external_id, i.contact
        from item i where i.known_message is null
        order by i.institution, i.channel, i.external_id, i.n
    ), new as materialized (
        select f.institution, f.channel, f.external_id, f.n, uuidv7() as message_id,
               row_number() over (partition by f.institution, f.channel, f.contact order by f.n) as k,
               count(*) over (partition by f.institution, f.channel, f.contact) as total
        from first f
    )
    select i.n, i.institution, i.channel, i.external_id, i.phone, i.type, i.content, i.sent_at,
           i.department_id, i.channel_phone, i.contact, i.contact_name, i.known_message, i.known_conversation,
           i.known_seq, n.message_id, n.n, n.k, n.total
    from item i
    left join new n on n.institution = i.institution and n.channel = i.channel and n.external_id = i.external_id
$$;
