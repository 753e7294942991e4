create or replace function conversation_must_stay() returns trigger
    language plpgsql as $$
begin
    raise exception 'conversation % would change its channel, its contact or what it follows', old.id
        using errcode = 'check_violation', constraint = 'conversation_stays_where_it_is';
end $$;

create or replace trigger conversation_stays_where_it_is before update on conversation for each row
    when (new.channel_id <> old.channel_id or new.contact_id <> old.contact_id or new.created_at <> old.created_at
          or new.previous_id is distinct from old.previous_id)
    execute function conversation_must_stay();
