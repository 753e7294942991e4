-- What is left of a feed has no hole: events go from its oldest end only.
create or replace function feed_event_must_be_oldest() returns trigger
    language plpgsql as $$
begin
    if exists (select from (select g.institution_id, g.feed_id, max(g.seq) as seq from gone g group by 1, 2) latest
               join feed_event e on e.institution_id = latest.institution_id and e.feed_id = latest.feed_id
                                and e.seq < latest.seq) then
        raise exception 'an older event of the same feed would stay'
            using errcode = 'check_violation', constraint = 'feed_event_goes_oldest_first';
    end if;
    return null;
end $$;

create or replace trigger feed_event_goes_oldest_first after delete on feed_event
    referencing old table as gone for each statement execute function feed_event_must_be_oldest();
