-- Takes a batch of inbound messages (at most one transaction, this call). It restates R1, R4, R5 and R9-R11 as sets.
--
-- p_items: [{institution, channel, externalId, phone, name, type, content, mediaUrl, fileName, mimeType, fileSize,
--            cardPhone, cardEmail, cardOrganization, sentAt}, …], valid one by one.
-- Answers a row per item, in no order: n from 1. An item of an unknown channel has a null message.
--
-- Statements of their own, since under READ COMMITTED a statement does not see what it waited for: the first waits for
-- the channels, of which none is deleted or led elsewhere while something opens on it; the second for the contacts, which
-- are the mutex of opening and of duplicates; the third sees all that happened before and does the work; the fourth takes
-- the feeds, last and shortest.
create function take_inbound(p_items json, p_now timestamptz)
    returns table (n bigint, message_id uuid, conversation_id uuid, seq bigint, duplicate boolean)
    language plpgsql as $$
#variable_conflict use_column
declare
    events  record;
begin
    perform from channel ch
    where (ch.institution_id, ch.id) in (select i.institution, i.channel
                                         from json_to_recordset(p_items) as i (institution uuid, channel uuid))
    order by ch.institution_id, ch.id
    for key share;

    insert into contact (institution_id, name, phone, created_at, updated_at)
    select c.institution, coalesce(c.name, c.phone), c.phone, p_now, p_now
    from (select distinct on (i.institution, i.phone) i.institution, i.phone, i.name
          -- a repeat changes nothing, within the batch too: its contact may be gone, or have another phone by now
          from (select distinct on (r.institution, r.channel, r.external_id) r.*
                from rows from (json_to_recordset(p_items) as (
                         institution uuid, channel uuid, "externalId" text, phone text, name text))
                     with ordinality as r (institution, channel, external_id, phone, name, n)
                order by r.institution, r.channel, r.external_id, r.n) i
          join channel ch on ch.institution_id = i.institution and ch.id = i.channel and ch.deleted_at is null
          where not exists (select from inbound_id s where s.institution_id = i.institution
                                and s.channel_id = i.channel and s.external_id = i.external_id)
          order by i.institution, i.phone, i.n) c
    order by c.institution, c.phone
    on conflict (institution_id, phone) where deleted_at is null do update set name = contact.name where false;

    with item as materialized (
        select i.*, uuidv7() as message_id, ch.department_id, ch.phone as channel_phone,
               c.id as contact, c.name as contact_name
        from rows from (json_to_recordset(p_items) as (
                 institution uuid, channel uuid, "externalId" text, phone text, type text, content text,
                 "mediaUrl" text, "fileName" text, "mimeType" text, "fileSize" bigint,
                 "cardPhone" text, "cardEmail" text, "cardOrganization" text, "sentAt" timestamptz)) with ordinality
             as i (institution, channel, external_id, phone, type, content, media_url, file_name, mime_type, file_size,
                   card_phone, card_email, card_organization, sent_at, n)
        join channel ch on ch.institution_id = i.institution and ch.id = i.channel and ch.deleted_at is null
        left join contact c on c.institution_id = i.institution and c.phone = i.phone and c.deleted_at is null
    ), known as materialized (
        select i.n, s.message_id, s.conversation_id, s.seq
        from item i
        join inbound_id s on s.institution_id = i.institution and s.channel_id = i.channel and s.external_id = i.external_id
    ), first as materialized (
        select distinct on (i.institution, i.channel, i.external_id) i.*
        from item i where i.n not in (select k.n from known k)
        order by i.institution, i.channel, i.external_id, i.n
    ), placed as materialized (
        select f.*, row_number() over (partition by f.institution, f.channel, f.contact order by f.n) as k,
               count(*) over (partition by f.institution, f.channel, f.contact) as total
        from first f
    ), taken as materialized (
        insert into conversation as c (
            institution_id, channel_id, contact_id, contact_name, contact_phone, department_id, status, last_seq,
            unread_count, last_message_id, last_message_type, last_message_direction, last_message_text,
            last_message_at, created_at, updated_at, waiting_since, previous_id, version)
        select p.institution, p.channel, p.contact, p.contact_name, p.phone, p.department_id, 'PENDING', p.total,
               p.total, p.message_id, p.type, 'INBOUND', left(p.content, 160), p_now, p_now, p_now, p_now,
               -- the last one, active or not: where this row is inserted, an active one was closed meanwhile; the
               -- one that nothing follows, since ids tell time only as well as clocks do
               (select l.id from conversation l
                where l.institution_id = p.institution and l.contact_id = p.contact and l.channel_id = p.channel
                  and not exists (select from conversation f
                                  where f.institution_id = l.institution_id and f.previous_id = l.id)
                order by l.id desc limit 1),
               1 + p.total
        from placed p where p.k = p.total
        order by p.institution, p.channel, p.contact
        on conflict (institution_id, channel_id, contact_id) where status <> 'CLOSED' do update
        set last_seq = c.last_seq + excluded.last_seq,
            unread_count = c.unread_count + excluded.unread_count,
            last_message_id = excluded.last_message_id,
            last_message_type = excluded.last_message_type,
            last_message_direction = excluded.last_message_direction,
            last_message_text = excluded.last_message_text,
            last_message_at = excluded.last_message_at,
            updated_at = greatest(c.updated_at, excluded.updated_at),
            waiting_since = coalesce(c.waiting_since, excluded.waiting_since),
            version = c.version + excluded.last_seq
        returning new as c, old.id is null as opened
    ), stored as (
        insert into message as m (
            institution_id, conversation_id, seq, id, channel_id, type, direction, status, content, media_url,
            file_name, mime_type, file_size, card_phone, card_email, card_organization, from_phone, to_phone,
            author_type, author_id, author_name, external_id, sent_at, created_at, updated_at)
        select p.institution, (t.c).id, (t.c).last_seq - p.total + p.k, p.message_id, p.channel, p.type, 'INBOUND',
               'DELIVERED', p.content, p.media_url, p.file_name, p.mime_type, p.file_size, p.card_phone, p.card_email,
               p.card_organization, p.phone, p.channel_phone, 'CONTACT', p.contact, p.contact_name, p.external_id,
               p.sent_at, p_now, p_now
        from placed p
        join taken t on (t.c).institution_id = p.institution and (t.c).channel_id = p.channel
                    and (t.c).contact_id = p.contact
        returning new as m
    ), remembered as (
        insert into inbound_id (institution_id, channel_id, external_id, message_id, conversation_id, seq)
        select (s.m).institution_id, (s.m).channel_id, (s.m).external_id, (s.m).id, (s.m).conversation_id, (s.m).seq
        from stored s
    ), opened as (
        insert into conversation_history (institution_id, conversation_id, type, at, by_type, by_id, by_name, to_department)
        select (t.c).institution_id, (t.c).id, 'OPENED', p_now, 'SYSTEM', null, 'System', (t.c).department_id
        from taken t where t.opened
    ), event as (
        select p.n, 1 as part, t.c, 'message.created' as type,
               format('{"message":%s,"conversation":%s}', message_json(s.m), conversation_json(t.c, (s.m).seq,
                   (t.c).unread_count - p.total + p.k, (t.c).version - p.total + p.k, (t.c).updated_at,
                   (t.c).waiting_since, (s.m).id, (s.m).type, (s.m).direction, left((s.m).content, 160),
                   (s.m).created_at)) as data
        from stored s
        join placed p on p.message_id = (s.m).id
        join taken t on (t.c).institution_id = (s.m).institution_id and (t.c).id = (s.m).conversation_id
        union all
        select p.n, 0, t.c, 'conversation.created',
               format('{"conversation":%s}', conversation_json(t.c, 0, 0, 1, (t.c).created_at, null, null, null, null,
                                                               null, null))
        from taken t
        join placed p on (t.c).institution_id = p.institution and (t.c).channel_id = p.channel
                     and (t.c).contact_id = p.contact and p.k = 1
        where t.opened
    ), answer as (
        select k.n, k.message_id, k.conversation_id, k.seq, true as duplicate from known k
        union all
        select i.n, (s.m).id, (s.m).conversation_id, (s.m).seq, i.n <> p.n
        from placed p
        join stored s on (s.m).id = p.message_id
        join item i on i.institution = p.institution and i.channel = p.channel and i.external_id = p.external_id
    )
    select (select json_agg(a) from answer a) as answers, e.*
    into events
    from (select array_agg((e.c).institution_id order by e.n, e.part) as institutions,
                 array_agg((e.c).feed_id order by e.n, e.part) as feeds,
                 array_agg(e.type order by e.n, e.part) as types,
                 array_agg(e.data order by e.n, e.part) as data
          from event e) e;

    if events.feeds is not null then
        perform feed_append(events.institutions, events.feeds, events.types, events.data, p_now);
    end if;
    return query select a.* from json_to_recordset(events.answers)
        as a (n bigint, message_id uuid, conversation_id uuid, seq bigint, duplicate boolean);
end $$;
