-- Stores the new messages of a batch whose contacts are locked (take_inbound), in one statement: it sees all that happened
-- before the locks. Answers each item's message, and for new ones the conversation as it is after the whole batch.
create or replace function store_inbound(p_items json, p_now timestamptz)
    returns table (
        n bigint, message_id uuid, conversation_id uuid, seq bigint, duplicate boolean,
        m message, c conversation, opened boolean, k bigint, total bigint)
    language sql rows 50 as $$
    with item as materialized (
        select * from resolve_inbound(p_items)
    ), taken as materialized (
        insert into conversation as c (
            institution_id, channel_id, contact_id, contact_name, contact_phone, department_id, status, last_seq,
            unread_count, last_message_id, last_message_type, last_message_direction, last_message_text,
            last_message_at, created_at, updated_at, waiting_since, previous_id, version)
        select i.institution, i.channel, i.contact, i.contact_name, i.phone, i.department_id, 'PENDING', i.total,
               i.total, i.message_id, i.type, 'INBOUND', left((i.content).text, 160), p_now, p_now, p_now, p_now,
               -- where this row is inserted, an active one was closed meanwhile
               (select l.id from last_conversation(i.institution, i.channel, i.contact) l), 1 + i.total
        from item i where i.n = i.first_n and i.k = i.total
        order by i.institution, i.channel, i.contact
        on conflict (institution_id, channel_id, contact_id) where status <> 'CLOSED' do update
        set last_seq = c.last_seq + excluded.last_seq, unread_count = c.unread_count + excluded.unread_count,
            last_message_id = excluded.last_message_id, last_message_type = excluded.last_message_type,
            last_message_direction = excluded.last_message_direction, last_message_text = excluded.last_message_text,
            last_message_at = excluded.last_message_at, updated_at = greatest(c.updated_at, excluded.updated_at),
            waiting_since = coalesce(c.waiting_since, excluded.waiting_since), version = c.version + excluded.last_seq
        returning new as c, old.id is null as opened
    ), stored as (
        insert into message as m (
            institution_id, conversation_id, seq, id, channel_id, type, direction, status, content,
            from_phone, to_phone, author_type, author_id, author_name, external_id, sent_at, created_at, updated_at)
        select i.institution, (t.c).id, (t.c).last_seq - i.total + i.k, i.message_id, i.channel, i.type, 'INBOUND',
               'DELIVERED', i.content, i.phone, i.channel_phone, 'CONTACT', i.contact, i.contact_name, i.external_id,
               i.sent_at, p_now, p_now
        from item i
        join taken t on (t.c).institution_id = i.institution and (t.c).channel_id = i.channel
                    and (t.c).contact_id = i.contact
        where i.n = i.first_n
        returning new as m
    ), remembered as (
        insert into inbound_id (institution_id, channel_id, external_id, message_id, conversation_id, seq)
        select (s.m).institution_id, (s.m).channel_id, (s.m).external_id, (s.m).id, (s.m).conversation_id, (s.m).seq
        from stored s
    ), opened as (
        insert into conversation_history (institution_id, conversation_id, type, at, by_type, by_id, by_name, to_department)
        select (t.c).institution_id, (t.c).id, 'OPENED', p_now, 'SYSTEM', null, 'System', (t.c).department_id
        from taken t where t.opened
    )
    select i.n, coalesce(i.known_message, i.message_id), coalesce(i.known_conversation, (s.m).conversation_id),
           coalesce(i.known_seq, (s.m).seq), i.n is distinct from i.first_n, s.m, t.c, t.opened, i.k, i.total
    from item i
    left join stored s on (s.m).id = i.message_id
    left join taken t on (t.c).institution_id = (s.m).institution_id and (t.c).id = (s.m).conversation_id
$$;
