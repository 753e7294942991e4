-- Stores what a batch of delivery reports says of messages in locked conversations (take_reports), in one statement: it sees
-- all that happened before the locks. Answers each item's message and its state after that item, or the problem.
create or replace function store_reports(p_items json, p_locked uuid[], p_now timestamptz)
    returns table (
        n bigint, message_id uuid, external_id text, status text, problem text,
        m message, is_change boolean, error_code text, error_message text)
    language sql rows 50 as $$
    with item as materialized (
        select * from resolve_reports(p_items, p_locked)
    ), claim as (
        insert into outbound_id (institution_id, channel_id, external_id, message_id, conversation_id, seq)
        select distinct i.institution, i.channel, i.external_id, (i.m).id, (i.m).conversation_id, (i.m).seq
        from item i where i.external_id is not null and i.owner is null and (i.m).id is not null and (i.m).external_id is null
        order by 1, 2, 3, 4
        returning *
    ), target as materialized (
        select i.n, i.status, i.at, i.error_code, i.error_message, i.m, c.external_id as claimed
        from item i
        left join claim c on c.institution_id = i.institution and c.message_id = (i.m).id
        where (i.m).id is not null
          and (i.external_id is null or i.external_id = (i.m).external_id or i.external_id = c.external_id)
        union all
        select i.n, i.status, i.at, i.error_code, i.error_message, named, c.external_id
        from item i
        left join claim c on c.institution_id = i.institution and c.channel_id = i.channel and c.external_id = i.external_id
        join message named on named.institution_id = i.institution and named.id = coalesce(i.owner, c.message_id)
        where i.has_channel and i.message_id is null and array_position(p_locked, named.conversation_id) > 0
    ), step as materialized (
        select r.*, r.after <> coalesce(lag(r.after) over (partition by (r.m).institution_id, (r.m).id order by r.n),
                                        (r.m).status) as is_change
        from (select t.*, message_status_after_all((t.m).status, t.status)
                              over (partition by (t.m).institution_id, (t.m).id order by t.n) as after
              from target t) r
    ), stored as (
        update message m
        set status = c.status, external_id = coalesce(m.external_id, c.claimed), sent_at = coalesce(m.sent_at, c.sent_at),
            error_code = coalesce(m.error_code, c.error_code),
            error_message = coalesce(m.error_message, c.error_message), updated_at = greatest(m.updated_at, p_now)
        from (select (s.m).institution_id, (s.m).conversation_id, (s.m).seq, max(s.claimed) as claimed,
                     (array_agg(s.after order by s.n desc))[1] as status,
                     (array_agg(s.at order by s.n) filter (where s.is_change and s.after <> 'FAILED'))[1] as sent_at,
                     max(s.error_code) filter (where s.is_change and s.after = 'FAILED') as error_code,
                     max(s.error_message) filter (where s.is_change and s.after = 'FAILED') as error_message
              from step s
              group by 1, 2, 3
              having bool_or(s.is_change) or max(s.claimed) is not null) c
        where m.institution_id = c.institution_id and m.conversation_id = c.conversation_id and m.seq = c.seq
    )
    select i.n, coalesce((s.m).id, i.message_id),
           case when s.n is null then i.external_id else coalesce((s.m).external_id, s.claimed) end, s.after,
           case when s.n is not null then null when not i.has_channel then 'CHANNEL'
                when (i.m).id is not null then 'EXTERNAL_ID' else 'MESSAGE' end,
           s.m, s.is_change, s.error_code, s.error_message
    from item i left join step s on s.n = i.n
$$;
