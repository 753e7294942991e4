create or replace function conversation_must_advance() returns trigger
    language plpgsql as $$
begin
    raise exception 'conversation % would go backwards', old.id
        using errcode = 'check_violation', constraint = 'conversation_only_forwards';
end $$;

create or replace trigger conversation_only_forwards before update on conversation for each row
    when (new.version < old.version or new.last_seq < old.last_seq or new.last_read_seq < old.last_read_seq
          or new.updated_at < old.updated_at)
    execute function conversation_must_advance();
