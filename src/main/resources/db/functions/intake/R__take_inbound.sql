-- Takes a batch of inbound messages (at most one transaction, this call). It restates R1, R4, R5 and R9-R11 as sets.
--
-- p_items: [{institution, channel, externalId, phone, name, type, content, sentAt}, …], valid one by one;
-- content: the fields of the type message_content.
-- Answers a row per item, in no order: n from 1. An item of an unknown channel has none.
--
-- Four statements read and write, since under READ COMMITTED a statement does not see what it waited for. The first waits
-- for the channels, of which none is deleted or led elsewhere while something opens on it. The second waits for the
-- contacts, which are the mutex of opening and of duplicates (add_inbound_contacts). The third sees all that happened
-- before and does the work (store_inbound). The fourth takes the feeds, last and shortest (feed_append).
create or replace function take_inbound(p_items json, p_now timestamptz)
    returns table (n bigint, message_id uuid, conversation_id uuid, seq bigint, duplicate boolean)
    language plpgsql as $$
#variable_conflict use_column
declare
    stored record;
begin
    perform from channel ch
    where (ch.institution_id, ch.id) in (select i.institution, i.channel
                                         from json_to_recordset(p_items) as i (institution uuid, channel uuid))
    order by ch.institution_id, ch.id
    for key share;
    perform add_inbound_contacts(p_items, p_now);

    with item as materialized (
        select * from store_inbound(p_items, p_now)
    ), event as (
        select i.n, 1 as part, i.c, 'message.created' as type,
               format('{"message":%s,"conversation":%s}', message_json(i.m), conversation_json_at(i.c, (i.m).seq,
                   (i.c).unread_count - i.total + i.k, (i.c).version - i.total + i.k, (i.c).updated_at,
                   (i.c).waiting_since, (i.m).id, (i.m).type, (i.m).direction, left(((i.m).content).text, 160),
                   (i.m).created_at)) as data
        from item i where not i.duplicate
        union all
        select i.n, 0, i.c, 'conversation.created',
               format('{"conversation":%s}', conversation_json_at(i.c, 0, 0, 1, (i.c).created_at, null, null, null, null,
                                                                  null, null))
        from item i where i.opened and not i.duplicate and i.k = 1
    )
    select (select array_agg(row (i.n, i.message_id, i.conversation_id, i.seq, i.duplicate)::inbound_result)
            from item i) as results, e.*
    into stored
    from (select array_agg((e.c).institution_id order by e.n, e.part) as institutions,
                 array_agg((e.c).feed_id order by e.n, e.part) as feeds,
                 array_agg(e.type order by e.n, e.part) as types,
                 array_agg(e.data order by e.n, e.part) as data
          from event e) e;

    if stored.feeds is not null then
        perform feed_append(stored.institutions, stored.feeds, stored.types, stored.data, p_now);
    end if;
    return query select r.* from unnest(stored.results) r;
end $$;
