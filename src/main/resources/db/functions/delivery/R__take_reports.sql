-- Takes a batch of delivery reports (at most one transaction, this call).
--
-- p_items: [{institution, channel, messageId, externalId, status, at, errorCode, errorMessage}, …], valid one by one.
-- Answers a row per item, in no order: n from 1; the message, its external id and its status after this item, or the
-- problem: CHANNEL (there is none), MESSAGE (none of those that went out there), or EXTERNAL_ID (it is another
-- message's, or the message has another one).
--
-- Three statements read and write, as in take_inbound. The first waits for the conversations, whose rows are the mutex of
-- their messages and of the department whose feed gets the events (lock_reported_conversations). The second sees all that
-- happened before and does the work (store_reports). The third takes the feeds (feed_append). Items of one batch that want
-- one external id for two messages, or two for one, fail it by outbound_id's constraints: one after the other they are
-- answered.
create or replace function take_reports(p_items json, p_now timestamptz)
    returns table (n bigint, message_id uuid, external_id text, status text, problem text)
    language plpgsql as $$
#variable_conflict use_column
declare
    locked uuid[];
    stored record;
begin
    locked := lock_reported_conversations(p_items);

    with item as materialized (
        select * from store_reports(p_items, locked, p_now)
    ), event as (
        select i.n, c as conversation,
               format('{"messageId":"%s","seq":%s,"status":"%s","error":%s,"conversation":%s}', (i.m).id, (i.m).seq,
                      i.status,
                      coalesce(to_json(case when i.status = 'FAILED' and i.error_code is not null
                                           then row (i.error_code, i.error_message)::error_shape end)::text, 'null'),
                      conversation_json(c)) as data
        from item i
        join conversation c on c.institution_id = (i.m).institution_id and c.id = (i.m).conversation_id
        where i.is_change
    )
    select (select array_agg(row (i.n, i.message_id, i.external_id, i.status, i.problem)::report_result)
            from item i) as results, e.*
    into stored
    from (select array_agg((e.conversation).institution_id order by e.n) as institutions,
                 array_agg((e.conversation).feed_id order by e.n) as feeds,
                 array_agg('message.status'::text order by e.n) as types,
                 array_agg(e.data order by e.n) as data
          from event e) e;

    if stored.feeds is not null then
        perform feed_append(stored.institutions, stored.feeds, stored.types, stored.data, p_now);
    end if;
    return query select r.* from unnest(stored.results) r;
end $$;
