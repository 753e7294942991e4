create or replace function message_must_advance() returns trigger
    language plpgsql as $$
begin
    raise exception 'message % cannot become % after %', old.id, new.status, old.status
        using errcode = 'check_violation', constraint = 'message_status_only_forwards';
end $$;

create or replace trigger message_status_only_forwards before update of status on message for each row
    when (old.status <> new.status and not is_message_status_transition(old.status, new.status))
    execute function message_must_advance();
