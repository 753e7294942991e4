-- Delivery reports (R12): what a channel says of the messages that went out by it; and what comes by Kafka finds its channel.

-- The channel's id of a message that went out; apart from the messages, as those of what came in (inbound_id).
create table outbound_id (
    institution_id  uuid   not null,
    channel_id      uuid   not null,
    external_id     text   not null,
    message_id      uuid   not null,
    conversation_id uuid   not null,
    seq             bigint not null,
    constraint outbound_id_unique primary key (institution_id, channel_id, external_id),
    constraint outbound_id_one_per_message unique (institution_id, conversation_id, seq),
    constraint outbound_id_message_fk foreign key (institution_id, conversation_id, seq)
        references message (institution_id, conversation_id, seq)
);

-- As in V9: until the first ANALYZE the institution selects nothing.
do $$
begin
    perform pg_restore_attribute_stats('schemaname', current_schema()::text, 'relname', 'outbound_id',
                                       'attname', 'institution_id', 'inherited', false, 'null_frac', 0::real,
                                       'avg_width', 16, 'n_distinct', 1::real);
end $$;

-- How far a message has come after reports in their order, beginning with p_start.
create function message_status_after(p_state text, p_start text, p_reported text) returns text
    language sql immutable
return case when message_status_may_become(coalesce(p_state, p_start), p_reported) then p_reported
            else coalesce(p_state, p_start) end;

create aggregate message_status_after_all(p_start text, p_reported text) (
    sfunc = message_status_after, stype = text
);

-- over the whole installation: a record of Kafka knows nothing but the channel
create unique index channel_id_unique on channel (id);

create function report_items(p_items json)
    returns table (n bigint, institution uuid, channel uuid, message_id uuid, external_id text, status text,
                   at timestamptz, error_code text, error_message text)
    language sql stable
begin atomic
    select i.n, i.institution, i.channel, i.message_id, i.external_id, i.status, i.at, i.error_code, i.error_message
    from rows from (json_to_recordset(p_items) as (
             institution uuid, channel uuid, "messageId" uuid, "externalId" text, status text, at timestamptz,
             "errorCode" text, "errorMessage" text)) with ordinality
         as i (institution, channel, message_id, external_id, status, at, error_code, error_message, n);
end;

-- Takes a batch of delivery reports (at most one transaction, this call).
--
-- p_items: [{institution, channel, messageId, externalId, status, at, errorCode, errorMessage}, …], valid one by one.
-- Answers a row per item, in no order: n from 1; the message, its external id and its status after this item, or the
-- problem: CHANNEL (there is none), MESSAGE (none of those that went out there), or EXTERNAL_ID (it is another
-- message's, or the message has another one).
--
-- Three statements as in take_inbound: the first waits for the conversations, whose rows are the mutex of their
-- messages and of the department to tell; the second sees all that happened before and does the work; the third takes
-- the feeds. Items of one batch that want one external id for two messages, or two for one, fail it by outbound_id's
-- constraints: one after the other they are answered.
create function take_reports(p_items json, p_now timestamptz)
    returns table (n bigint, message_id uuid, external_id text, status text, problem text)
    language plpgsql as $$
#variable_conflict use_column
declare
    locked  uuid[];
    events  record;
begin
    select array_agg(l.id) into locked
    from (select c.id from conversation c
          where (c.institution_id, c.id) in (
              select m.institution_id, m.conversation_id
              from report_items(p_items) i
              join message m on m.institution_id = i.institution and m.id = i.message_id
              where m.channel_id = i.channel and m.direction = 'OUTBOUND'
              union all
              select o.institution_id, o.conversation_id
              from report_items(p_items) i
              join outbound_id o on o.institution_id = i.institution and o.channel_id = i.channel
                                and o.external_id = i.external_id)
          order by c.institution_id, c.channel_id, c.contact_id, c.id
          for no key update of c) l;

    with item as materialized (
        select i.*, ch.id is not null as has_channel
        from report_items(p_items) i
        left join channel ch on ch.institution_id = i.institution and ch.id = i.channel and ch.deleted_at is null
    ), named as materialized (
        select i.n, i.external_id as claimed, o.message_id as holder, m
        from item i
        join message m on m.institution_id = i.institution and m.id = i.message_id
        left join outbound_id o on o.institution_id = i.institution and o.channel_id = i.channel
                               and o.external_id = i.external_id
        where i.has_channel and m.channel_id = i.channel and m.direction = 'OUTBOUND'
          and m.conversation_id = any (locked)
    ), claim as (
        insert into outbound_id (institution_id, channel_id, external_id, message_id, conversation_id, seq)
        select distinct (d.m).institution_id, (d.m).channel_id, d.claimed, (d.m).id, (d.m).conversation_id, (d.m).seq
        from named d
        where d.claimed is not null and d.holder is null and (d.m).external_id is null
        order by 1, 2, 3, 4
        returning *
    ), target as materialized (
        select d.n, d.m, c.external_id as claimed
        from named d
        left join claim c on c.institution_id = (d.m).institution_id and c.message_id = (d.m).id
        where d.claimed is null or d.claimed = (d.m).external_id or d.claimed = c.external_id
        union all
        select i.n, m, c.external_id
        from item i
        left join outbound_id o on o.institution_id = i.institution and o.channel_id = i.channel
                               and o.external_id = i.external_id
        left join claim c on c.institution_id = i.institution and c.channel_id = i.channel
                         and c.external_id = i.external_id
        join message m on m.institution_id = i.institution and m.id = coalesce(o.message_id, c.message_id)
        where i.has_channel and i.message_id is null and m.conversation_id = any (locked)
    ), reached as (
        select t.n, t.m, t.claimed, i.at, i.error_code, i.error_message,
               message_status_after_all((t.m).status, i.status)
                   over (partition by (t.m).institution_id, (t.m).id order by t.n) as status
        from target t join item i on i.n = t.n
    ), step as materialized (
        select r.*, r.status <> coalesce(lag(r.status) over (partition by (r.m).institution_id, (r.m).id order by r.n),
                                         (r.m).status) as is_change
        from reached r
    ), change as (
        select (s.m).institution_id, (s.m).conversation_id, (s.m).seq, max(s.claimed) as claimed,
               (array_agg(s.status order by s.n desc))[1] as status,
               (array_agg(s.at order by s.n) filter (where s.is_change and s.status <> 'FAILED'))[1] as sent_at,
               max(s.error_code) filter (where s.is_change and s.status = 'FAILED') as error_code,
               max(s.error_message) filter (where s.is_change and s.status = 'FAILED') as error_message
        from step s
        group by 1, 2, 3
        having bool_or(s.is_change) or max(s.claimed) is not null
    ), stored as (
        update message m
        set status = c.status,
            external_id = coalesce(m.external_id, c.claimed),
            sent_at = coalesce(m.sent_at, c.sent_at),
            error_code = coalesce(m.error_code, c.error_code),
            error_message = coalesce(m.error_message, c.error_message),
            updated_at = greatest(m.updated_at, p_now)
        from change c
        where m.institution_id = c.institution_id and m.conversation_id = c.conversation_id and m.seq = c.seq
    ), event as (
        select s.n, c as conversation,
               format('{"messageId":"%s","seq":%s,"status":"%s","error":%s,"conversation":%s}', (s.m).id, (s.m).seq,
                      s.status,
                      coalesce(to_json(case when s.status = 'FAILED' and s.error_code is not null
                                           then row (s.error_code, s.error_message)::error_shape end)::text, 'null'),
                      conversation_json(c)) as data
        from step s
        join conversation c on c.institution_id = (s.m).institution_id and c.id = (s.m).conversation_id
        where s.is_change
    ), answer as (
        select i.n, coalesce((s.m).id, i.message_id) as message_id,
               case when s.n is null then i.external_id else coalesce((s.m).external_id, s.claimed) end as external_id,
               s.status,
               case when s.n is not null then null
                    when not i.has_channel then 'CHANNEL'
                    when d.n is not null then 'EXTERNAL_ID'
                    else 'MESSAGE' end as problem
        from item i
        left join step s on s.n = i.n
        left join named d on d.n = i.n
    )
    select (select json_agg(a) from answer a) as answers, e.*
    into events
    from (select array_agg((e.conversation).institution_id order by e.n) as institutions,
                 array_agg((e.conversation).feed_id order by e.n) as feeds,
                 array_agg('message.status'::text order by e.n) as types,
                 array_agg(e.data order by e.n) as data
          from event e) e;

    if events.feeds is not null then
        perform feed_append(events.institutions, events.feeds, events.types, events.data, p_now);
    end if;
    return query select a.* from json_to_recordset(events.answers)
        as a (n bigint, message_id uuid, external_id text, status text, problem text);
end $$;
