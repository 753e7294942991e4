-- Deletes the oldest events of a feed, p_most of them at most, as far as each is from before p_before. The clocks of nodes
-- differ: an event from before that stands behind one that is not stays with it.
create or replace function feed_expire_one(p_institution uuid, p_feed uuid, p_before timestamptz, p_most bigint)
    returns bigint
    language sql as $$
    with oldest as (
        select e.seq, e.at from feed_event e
        where e.institution_id = p_institution and e.feed_id = p_feed order by e.seq limit p_most
    ), prefix as (
        select o.seq, bool_and(o.at < p_before) over (order by o.seq) as is_over from oldest o
    ), gone as (
        delete from feed_event e
        where e.institution_id = p_institution and e.feed_id = p_feed
          and e.seq <= (select max(p.seq) from prefix p where p.is_over)
        returning 1
    )
    select count(*) from gone
$$;
