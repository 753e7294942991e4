create or replace function note_password_change() returns trigger
    language plpgsql as $$
begin
    new.password_changed_at := clock_timestamp();
    return new;
end $$;

create or replace trigger agent_password_changed
    before update of password_hash on agent
    for each row when (old.password_hash is distinct from new.password_hash)
execute function note_password_change();
