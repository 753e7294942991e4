create or replace function append_events(p_institution uuid, p_events new_event[], p_at timestamptz) returns void
    language sql as $$
    select feed_append(array_agg(p_institution), array_agg(d.feed_id order by d.n), array_agg(d.type order by d.n),
                       array_agg(d.data order by d.n), p_at, array_agg(d.subject_agent order by d.n),
                       array_agg(d.access_ended order by d.n))
    from unnest(p_events) with ordinality as d (feed_id, type, data, subject_agent, access_ended, n)
    having count(*) > 0
$$;
