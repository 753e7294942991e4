-- Appends events, in the order of the arrays within each feed. The feeds' rows are locked in order (triage first, then
-- by id) and stay so until the commit: that is what makes seq gap-free and its order the order of commits.
-- Call it last: nothing else may be locked after it. An event for a feed that is not there has no seq and fails.
create or replace function feed_append(
        p_institution uuid[], p_feed uuid[], p_type text[], p_data text[], p_at timestamptz,
        p_subject uuid[] default null, p_ended boolean[] default null)
    returns void
    language plpgsql as $$
begin
    -- A statement of its own: an update in the statement that waited would go through the versions of the row that its
    -- old snapshot saw, where the next one that waits holds the queue: a deadlock within one feed.
    perform from feed f
    where (f.institution_id, f.id) in (select e.institution_id, e.feed_id
                                       from unnest(p_institution, p_feed) as e (institution_id, feed_id))
    order by f.institution_id, f.id <> f.institution_id, f.id
    for no key update;

    with event as (
        select e.institution_id, e.feed_id, e.type, e.data, e.subject, e.ended,
               row_number() over (partition by e.institution_id, e.feed_id order by e.n) as k
        from rows from (unnest(p_institution), unnest(p_feed), unnest(p_type), unnest(p_data),
                        unnest(p_subject), unnest(p_ended))
             with ordinality as e (institution_id, feed_id, type, data, subject, ended, n)
    ), moved as (
        update feed f set seq = f.seq + n.events
        from (select e.institution_id, e.feed_id, count(*) as events from event e group by 1, 2) n
        where f.institution_id = n.institution_id and f.id = n.feed_id
        returning f.institution_id, f.id, f.seq - n.events as before
    )
    insert into feed_event (institution_id, feed_id, seq, type, at, subject_agent, access_ended, payload)
    select e.institution_id, e.feed_id, m.before + e.k, e.type, p_at, e.subject, coalesce(e.ended, false),
           event_json(m.before + e.k, e.type, p_at, e.data)
    from event e left join moved m on m.institution_id = e.institution_id and m.id = e.feed_id;
end $$;
