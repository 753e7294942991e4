-- Deletes at most p_most events from before p_before, in the first p_feeds feeds from the given one on, and returns how many
-- and with which feed to go on: null after the last. No row: another node is at it. Takes no lock that a writer waits for.
create or replace function feed_expire(
        p_before timestamptz, p_institution uuid, p_feed uuid, p_feeds integer, p_most bigint)
    returns table (expired bigint, next_institution uuid, next_feed uuid)
    language plpgsql as $$
declare
    f      record;
    looked integer := 0;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('prosa: feed retention', 0)) then
        return;
    end if;
    expired := 0;
    for f in
        select g.institution_id, g.id,
               (select e.at from feed_event e where e.institution_id = g.institution_id and e.feed_id = g.id
                order by e.seq limit 1) < p_before as is_over
        from feed g
        where (g.institution_id, g.id) >= (p_institution, p_feed)
        order by g.institution_id, g.id limit p_feeds + 1
    loop
        next_institution := f.institution_id;
        next_feed := f.id;
        looked := looked + 1;
        exit when looked > p_feeds;
        if f.is_over then
            expired := expired + feed_expire_one(f.institution_id, f.id, p_before, p_most - expired);
            exit when expired >= p_most;
        end if;
        next_institution := null;
        next_feed := null;
    end loop;
    return next;
end $$;
