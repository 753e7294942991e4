-- Locks what sending to a phone needs, in the order of locks, and answers all that the rules ask; each lock is a statement
-- of its own, as in lock_conversation. The contact is the mutex of opening (R2): who holds it sees every conversation of
-- the contact, and no other begins meanwhile. It is made here, unless the agent or the channel is not there any more.
--
-- p_agent: the agent that sends; null: a program. agent_name is null unless the agent is active.
-- locked is the active conversation, or null; can_command is false where it is not the sender's to see (R4, R14).
create or replace function lock_recipient(
        p_institution uuid, p_channel uuid, p_agent uuid, p_phone text, p_now timestamptz)
    returns table (locked conversation, can_command boolean, agent_name text, agent_departments text,
                   channel_exists boolean, channel_department text, recipient_id text, recipient_name text,
                   follows text)
    language plpgsql as $$
#variable_conflict use_column
declare
    recipient contact;
begin
    select a.name into agent_name from agent a
    where a.institution_id = p_institution and a.id = p_agent and a.active
    for share;
    agent_departments := array_to_string(departments_of(p_institution, p_agent), ',');

    -- nobody deletes the channel or leads it elsewhere meanwhile
    perform from channel ch where ch.institution_id = p_institution and ch.id = p_channel for key share;
    select ch.department_id into channel_department from channel ch
    where ch.institution_id = p_institution and ch.id = p_channel and ch.deleted_at is null;
    channel_exists := found;
    if not channel_exists or p_agent is not null and agent_name is null then
        return next;
        return;
    end if;

    insert into contact (institution_id, name, phone, created_at, updated_at)
    values (p_institution, p_phone, p_phone, p_now, p_now)
    on conflict (institution_id, phone) where deleted_at is null do update set name = contact.name where false;
    select ct.* into recipient from contact ct
    where ct.institution_id = p_institution and ct.phone = p_phone and ct.deleted_at is null;
    recipient_id := recipient.id;
    recipient_name := recipient.name;

    select c.* into locked from conversation c
    where c.institution_id = p_institution and c.channel_id = p_channel and c.contact_id = recipient.id
      and c.status <> 'CLOSED'
    for no key update;

    if found then
        can_command := can_command(locked, p_agent);
    else
        follows := (select l.id from last_conversation(p_institution, p_channel, recipient.id) l);
    end if;
    return next;
end $$;
