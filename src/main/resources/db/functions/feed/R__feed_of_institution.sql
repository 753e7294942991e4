create or replace function feed_of_institution() returns trigger
    language plpgsql as $$
begin
    insert into feed (institution_id, id) values (new.id, new.id);
    return null;
end $$;

create or replace trigger institution_has_feed after insert on institution for each row execute function feed_of_institution();
