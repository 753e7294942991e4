create or replace function conversation_must_be_versioned() returns trigger
    language plpgsql as $$
begin
    raise exception 'conversation % would change within version %', old.id, old.version
        using errcode = 'check_violation', constraint = 'conversation_change_has_version';
end $$;

create or replace trigger conversation_change_has_version before update on conversation for each row
    when (new.version = old.version
          and (new.status, new.department_id, new.assigned_to, new.last_seq, new.last_read_seq, new.unread_count)
              is distinct from
              (old.status, old.department_id, old.assigned_to, old.last_seq, old.last_read_seq, old.unread_count))
    execute function conversation_must_be_versioned();
