create or replace function message_must_stay() returns trigger
    language plpgsql as $$
begin
    raise exception 'message % would change its place or its direction', old.id
        using errcode = 'check_violation', constraint = 'message_stays_where_it_is';
end $$;

create or replace trigger message_stays_where_it_is before update on message for each row
    when ((new.institution_id, new.conversation_id, new.seq, new.id, new.channel_id, new.direction)
          is distinct from (old.institution_id, old.conversation_id, old.seq, old.id, old.channel_id, old.direction))
    execute function message_must_stay();
