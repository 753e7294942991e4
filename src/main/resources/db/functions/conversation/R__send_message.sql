-- Locks agent, channel, contact and conversation, each in a statement of its own, and then appends or opens. The channel
-- is not deleted or led elsewhere meanwhile, nor does the agent leave its departments; what it sees is asked of the
-- conversation after the lock. A contact is made only where a message is.
-- p_by: {type, id, name}; p_content: {type, text, mediaUrl, fileName, …} as store_outbound_message takes it.
-- Refused: UNAUTHORIZED: the agent is not active any more; NOT_FOUND: the channel; ACTIVE_ELSEWHERE.
create or replace function send_message(
        p_institution uuid, p_channel uuid, p_by json, p_to text, p_content json, p_now timestamptz)
    returns table (refused text, response json)
    language plpgsql as $$
declare
    sender  agent;
    ch      channel;
    ct      contact;
    c       conversation;
    departments uuid[];
    sent_at timestamptz := p_now;
begin
    if p_by ->> 'type' = 'AGENT' then
        select a.* into sender from agent a
        where a.institution_id = p_institution and a.id = (p_by ->> 'id')::uuid and a.active for share;
        if not found then
            return query select 'UNAUTHORIZED', null::json;
            return;
        end if;
        -- its name of now: what it holds follows its renamings
        p_by := to_json(row ('AGENT', sender.id, sender.name)::actor_shape);
    end if;

    perform from channel l where l.institution_id = p_institution and l.id = p_channel for key share;
    select l.* into ch from channel l where l.institution_id = p_institution and l.id = p_channel and l.deleted_at is null;
    if not found then
        return query select 'NOT_FOUND', null::json;
        return;
    end if;

    insert into contact (institution_id, name, phone, created_at, updated_at) values (p_institution, p_to, p_to, p_now, p_now)
    on conflict (institution_id, phone) where deleted_at is null do update set name = contact.name where false;
    select l.* into ct from contact l where l.institution_id = p_institution and l.phone = p_to and l.deleted_at is null;

    select l.* into c from conversation l
    where l.institution_id = p_institution and l.channel_id = ch.id and l.contact_id = ct.id and l.status <> 'CLOSED'
    for no key update;
    if found then
        if not can_command(c, sender.id) then
            return query select 'ACTIVE_ELSEWHERE', null::json;
            return;
        end if;
        sent_at := greatest(p_now, c.updated_at);
        if sender.id is not null then
            c := assign_by_reply(c, sender, p_by, sent_at);
        end if;
    else
        departments := departments_of(p_institution, sender.id);
        c := open_conversation(ch, ct,
            case when sender.id is null or ch.department_id = any (departments) then ch.department_id else departments[1] end,
            sender, p_by, sent_at);
    end if;
    return query select null::text, append_outbound_message(c, p_content, p_by, sent_at);
end $$;
