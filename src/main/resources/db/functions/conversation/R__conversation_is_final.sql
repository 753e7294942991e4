create or replace function conversation_is_final() returns trigger
    language plpgsql as $$
begin
    raise exception 'conversation % is closed', old.id
        using errcode = 'check_violation', constraint = 'conversation_closed_is_final';
end $$;

create or replace trigger conversation_closed_is_final before update on conversation
    for each row when (old.status = 'CLOSED') execute function conversation_is_final();
