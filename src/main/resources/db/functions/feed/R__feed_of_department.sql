create or replace function feed_of_department() returns trigger
    language plpgsql as $$
begin
    insert into feed (institution_id, id) values (new.institution_id, new.id);
    return null;
end $$;

create or replace trigger department_has_feed after insert on department for each row execute function feed_of_department();
