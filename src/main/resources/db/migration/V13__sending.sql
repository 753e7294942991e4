-- Answers that are kept for a day, so that a request which comes again is answered again and not carried out again. A row
-- is written in the transaction of what it answers: a crash leaves both or neither. It points at no other table: that
-- would lock the institution's row at each sending, and a day later the row is gone anyway.
create table idempotency_key (
    institution_id uuid           not null,
    caller_id      uuid           not null,
    path           text           not null,
    key            text           not null,
    body_hash      text           not null,
    answer         text           not null,
    expires_at     timestamptz(3) not null,
    constraint idempotency_key_pk primary key (institution_id, caller_id, path, key),
    constraint idempotency_key_is_visible check (key ~ '^[!-~]{1,255}$'),
    constraint idempotency_key_hash_is_sha256 check (body_hash ~ '^[0-9a-f]{64}$')
);
create index idempotency_key_by_expiry on idempotency_key (expires_at);

-- What was answered to the same request before, or why it is refused; no row: nothing yet, and until the transaction ends
-- nobody else carries it out. It never waits: a request that is in flight, on whatever node, holds the lock.
create function find_kept_answer(p_institution uuid, p_caller uuid, p_path text, p_key text, p_body_hash text,
                                 p_now timestamptz) returns table (refused text, answer text)
    language plpgsql as $$
declare
    ours boolean := false;
begin
    -- looked up again under the lock: the one that held it may have committed in between
    loop
        return query
            select case when k.body_hash <> p_body_hash then 'IDEMPOTENCY_KEY_REUSED' end,
                   case when k.body_hash = p_body_hash then k.answer end
            from idempotency_key k
            where k.institution_id = p_institution and k.caller_id = p_caller and k.path = p_path and k.key = p_key
              and k.expires_at > p_now;
        exit when found or ours;
        ours := pg_try_advisory_xact_lock(hashtextextended(
            concat_ws(' ', 'prosa: idempotency', p_institution, p_caller, p_path, p_key), 0));
        if not ours then
            return query select 'IDEMPOTENCY_CONFLICT', null::text;
            exit;
        end if;
    end loop;
end $$;

-- To be called by whoever found nothing kept, in the same transaction. An expired answer makes room.
create function keep_answer(p_institution uuid, p_caller uuid, p_path text, p_key text, p_body_hash text, p_answer text,
                            p_now timestamptz) returns void
    language sql as $$
    insert into idempotency_key as k (institution_id, caller_id, path, key, body_hash, answer, expires_at)
    values (p_institution, p_caller, p_path, p_key, p_body_hash, p_answer, p_now + interval '24 hours')
    on conflict (institution_id, caller_id, path, key) do update
    set body_hash = excluded.body_hash, answer = excluded.answer, expires_at = excluded.expires_at
    where k.expires_at <= p_now
$$;

-- Removes the oldest of the expired ones, at most p_most, and tells how many; passes over those that somebody holds.
create function forget_answers(p_now timestamptz, p_most integer) returns bigint
    language sql as $$
    with gone as (
        delete from idempotency_key
        where ctid = any (array(select k.ctid from idempotency_key k where k.expires_at <= p_now
                                order by k.expires_at limit p_most for update skip locked))
        returning 1
    )
    select count(*) from gone
$$;

-- Sending to a contact by its phone. What follows restates R1, R4-R6 and R10 for outbound messages, as take_inbound does
-- for inbound ones; it says, tells and keeps through the functions of the commands (V7).

-- A conversation begins, as before its first message: OPEN with this agent, or PENDING for a program (null). The
-- transaction holds the contact, so that no other begins meanwhile.
create function open_outbound(p_channel channel, p_contact contact, p_department uuid, p_agent agent, p_by json,
                              p_at timestamptz) returns conversation
    language plpgsql as $$
declare
    c conversation;
begin
    insert into conversation (institution_id, channel_id, contact_id, contact_name, contact_phone, department_id, status,
                              assigned_to, assignee_name, created_at, updated_at, previous_id, version)
    values (p_contact.institution_id, p_channel.id, p_contact.id, p_contact.name, p_contact.phone, p_department,
            case when p_agent.id is null then 'PENDING' else 'OPEN' end, p_agent.id, p_agent.name, p_at, p_at,
            (select l.id from conversation l
             where l.institution_id = p_contact.institution_id and l.contact_id = p_contact.id
               and l.channel_id = p_channel.id
               and not exists (select from conversation f
                               where f.institution_id = l.institution_id and f.previous_id = l.id)
             order by l.id desc limit 1),
            1)
    returning * into c;
    insert into conversation_history (institution_id, conversation_id, type, at, by_type, by_id, by_name, to_department,
                                      to_attendant)
    values (c.institution_id, c.id, 'OPENED', p_at, p_by ->> 'type', (p_by ->> 'id')::uuid, p_by ->> 'name',
            c.department_id, c.assigned_to);
    perform feed_append(array[c.institution_id], array[c.feed_id], array['conversation.created'],
                        array[format('{"conversation":%s}', conversation_json(c))], p_at);
    return c;
end $$;

-- The next message of a conversation that the transaction holds; an agent's answers the contact. Answers its JSON.
create function say_outbound(c conversation, p_content json, p_by json, p_at timestamptz) returns json
    language plpgsql as $$
declare
    answers boolean := p_by ->> 'type' = 'AGENT';
begin
    update conversation u
    set last_seq = u.last_seq + 1,
        last_read_seq = case when answers then u.last_seq + 1 else u.last_read_seq end,
        unread_count = case when answers then 0 else u.unread_count end,
        waiting_since = case when answers then null else u.waiting_since end,
        last_message_id = uuidv7(), last_message_type = p_content ->> 'type', last_message_direction = 'OUTBOUND',
        last_message_text = left(p_content ->> 'text', 160), last_message_at = p_at,
        updated_at = greatest(u.updated_at, p_at), version = u.version + 1
    where u.institution_id = c.institution_id and u.id = c.id
    returning * into c;
    return append_outbound(c, p_content, p_by, p_at);
end $$;

-- A reply to what nobody holds, by an agent who may be assigned there, takes it.
create function take_by_reply(c conversation, p_agent agent, p_by json, p_at timestamptz) returns conversation
    language plpgsql as $$
begin
    if c.status = 'PENDING' and (c.department_id is null
                                 or c.department_id = any (departments_of(c.institution_id, p_agent.id))) then
        update conversation u
        set status = 'OPEN', assigned_to = p_agent.id, assignee_name = p_agent.name,
            updated_at = greatest(u.updated_at, p_at), version = u.version + 1
        where u.institution_id = c.institution_id and u.id = c.id
        returning * into c;
        perform tell_assigned(c, p_by, null, null, p_at);
    end if;
    return c;
end $$;

-- Locks agent, channel, contact and conversation, each in a statement of its own, and then appends or opens. The channel
-- is not deleted or led elsewhere meanwhile, nor does the agent leave its departments; what it sees is asked of the
-- conversation after the lock. A contact is made only where a message is.
-- p_by: {type, id, name}; p_content: {type, text, mediaUrl, fileName, …} as append_outbound takes it.
-- Refused: UNAUTHORIZED: the agent is not active any more; NOT_FOUND: the channel; ACTIVE_ELSEWHERE.
create function send_message(p_institution uuid, p_channel uuid, p_by json, p_to text, p_content json, p_now timestamptz)
    returns table (refused text, answer json)
    language plpgsql as $$
declare
    sender  agent;
    ch      channel;
    ct      contact;
    c       conversation;
    belongs uuid[];
    said_at timestamptz := p_now;
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
        if not may_command(c, sender.id) then
            return query select 'ACTIVE_ELSEWHERE', null::json;
            return;
        end if;
        said_at := greatest(p_now, c.updated_at);
        if sender.id is not null then
            c := take_by_reply(c, sender, p_by, said_at);
        end if;
    else
        belongs := departments_of(p_institution, sender.id);
        c := open_outbound(ch, ct,
            case when sender.id is null or ch.department_id = any (belongs) then ch.department_id else belongs[1] end,
            sender, p_by, said_at);
    end if;
    return query select null::text, say_outbound(c, p_content, p_by, said_at);
end $$;

-- The same for a request that may come again: p_key null if it is not marked.
-- Refused besides: IDEMPOTENCY_CONFLICT, IDEMPOTENCY_KEY_REUSED.
create function send_message_once(p_institution uuid, p_channel uuid, p_by json, p_to text, p_content json, p_path text,
                                  p_key text, p_body_hash text, p_now timestamptz)
    returns table (refused text, answer text, replayed boolean)
    language plpgsql as $$
declare
    by_id uuid := (p_by ->> 'id')::uuid;
    made  record;
begin
    if p_key is not null then
        return query select k.*, true from find_kept_answer(p_institution, by_id, p_path, p_key, p_body_hash, p_now) k;
        if found then
            return;
        end if;
    end if;
    select * into made from send_message(p_institution, p_channel, p_by, p_to, p_content, p_now);
    if made.refused is null and p_key is not null then
        perform keep_answer(p_institution, by_id, p_path, p_key, p_body_hash, made.answer::text, p_now);
    end if;
    return query select made.refused, made.answer::text, false;
end $$;
