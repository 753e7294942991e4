-- A feed's position moves only together with the events it counts.
create or replace function feed_must_have_events() returns trigger
    language plpgsql as $$
begin
    if new.seq < old.seq or new.seq - old.seq <> (
        select count(*) from feed_event e
        where e.institution_id = new.institution_id and e.feed_id = new.id and e.seq > old.seq and e.seq <= new.seq)
    then
        raise exception 'feed % moved from % to % without its events', new.id, old.seq, new.seq
            using errcode = 'check_violation', constraint = 'feed_without_gaps';
    end if;
    return null;
end $$;

drop trigger if exists feed_without_gaps on feed;
create constraint trigger feed_without_gaps after update of seq on feed
    deferrable initially deferred for each row execute function feed_must_have_events();
