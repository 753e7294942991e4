-- A token whose login is older than the password is refused. By a trigger, so that no way of setting one forgets it.
alter table agent add column password_changed_at timestamptz(3);

create function note_password_change() returns trigger
    language plpgsql as $$
begin
    new.password_changed_at := clock_timestamp();
    return new;
end $$;

create trigger agent_password_changed
    before update of password_hash on agent
    for each row when (old.password_hash is distinct from new.password_hash)
execute function note_password_change();
