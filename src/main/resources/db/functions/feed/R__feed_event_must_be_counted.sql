-- No event has a seq beyond its feed's position.
create or replace function feed_event_must_be_counted() returns trigger
    language plpgsql as $$
begin
    if exists (select from inserted i join feed f on f.institution_id = i.institution_id and f.id = i.feed_id
               where i.seq > f.seq) then
        raise exception 'an event beyond the position of its feed'
            using errcode = 'check_violation', constraint = 'feed_event_within_feed';
    end if;
    return null;
end $$;

create or replace trigger feed_event_within_feed after insert on feed_event
    referencing new table as inserted for each statement execute function feed_event_must_be_counted();
