create or replace function message_must_be_counted() returns trigger
    language plpgsql as $$
begin
    if exists (select from inserted m
               join conversation c on c.institution_id = m.institution_id and c.id = m.conversation_id
               where m.seq > c.last_seq or c.channel_id <> m.channel_id) then
        raise exception 'a message beyond the position of its conversation, or of another channel'
            using errcode = 'check_violation', constraint = 'message_within_conversation';
    end if;
    return null;
end $$;

create or replace trigger message_within_conversation after insert on message
    referencing new table as inserted for each statement execute function message_must_be_counted();
