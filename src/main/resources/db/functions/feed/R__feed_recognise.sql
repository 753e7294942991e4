-- Every feed begins a new history, if they are elsewhere than when they were last served, or always: nobody goes on from
-- what may never have happened here. Returns where they are and how many there are; renewed is null if all is as it was.
-- To be asked on each new connection, before anything else. Feeds are locked as in feed_append, after feed_served, which
-- nobody else locks; of two at once, the second finds it done.
create or replace function feed_recognise(p_always boolean) returns table (origin text, renewed bigint)
    language plpgsql as $$
begin
    if pg_is_in_recovery() then
        raise exception 'this is a standby' using errcode = 'cannot_connect_now';
    end if;
    origin := feed_origin();
    if p_always or not exists (select from feed_served s where s.origin = feed_recognise.origin) then
        perform from feed_served for update;
        if p_always or not exists (select from feed_served s where s.origin = feed_recognise.origin) then
            perform from feed f order by f.institution_id, f.id <> f.institution_id, f.id for no key update;
            update feed set epoch = uuidv7();
            get diagnostics renewed = row_count;
            insert into feed_served (origin) values (feed_recognise.origin)
            on conflict (one) do update set origin = excluded.origin;
        end if;
    end if;
    return next;
end $$;
