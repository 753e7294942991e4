-- Whoever moves a feed wakes its readers, in the same transaction; PostgreSQL merges the hints of one transaction.
create or replace function feed_wake() returns trigger
    language plpgsql as $$
begin
    perform pg_notify('prosa_feed', new.id::text);
    return null;
end $$;

create or replace trigger feed_wakes_readers after update of seq on feed for each row execute function feed_wake();
