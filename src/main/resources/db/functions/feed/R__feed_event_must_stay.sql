create or replace function feed_event_must_stay() returns trigger
    language plpgsql as $$
begin
    raise exception 'event % of feed % would change', old.seq, old.feed_id
        using errcode = 'check_violation', constraint = 'feed_event_is_final';
end $$;

create or replace trigger feed_event_is_final before update on feed_event for each row execute function feed_event_must_stay();
