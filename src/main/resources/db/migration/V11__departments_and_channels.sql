-- Changes of departments and channels, by the rules and in the order of locks of V6. Nothing is appended for channels:
-- nobody watches them.

-- An event of the department's feed for each agent that sees it: that its right begins, or ends.
create function sight_drafts(d department, p_type text) returns feed_draft[]
    language sql stable
return array(
    select row (d.id, p_type, format('{"agent":%s}', person_json(a.id, a.name)), a.id, p_type = 'agent.removed')::feed_draft
    from agent a
    where a.institution_id = d.institution_id and a.active
      and sees(d.institution_id, case when a.role = 'AGENT' then a.id end, d.id)
    order by a.id);

-- p_department: {name}. A second name violates its index.
create function create_department(p_institution uuid, p_department jsonb, p_now timestamptz)
    returns table (refused text, data json)
    language plpgsql as $$
declare
    d department;
begin
    perform from institution i where i.id = p_institution for no key update;
    insert into department (institution_id, name, created_at) values (p_institution, p_department ->> 'name', p_now)
    returning * into d;
    perform feed_append(p_institution, sight_drafts(d, 'agent.added'), p_now);
    return query select null::text, department_json(d);
end $$;

-- Its memberships end, and with the last event of its feed everybody's right to it, also that of programs.
-- Refused: NOT_FOUND; ACTIVE_CONVERSATIONS; CHANNELS: some lead to it.
create function delete_department(p_institution uuid, p_department uuid, p_now timestamptz)
    returns table (refused text, data json)
    language plpgsql as $$
declare
    d      department;
    drafts feed_draft[];
begin
    perform from institution i where i.id = p_institution for no key update;
    -- nobody is made an assignee there meanwhile
    perform from agent a
    where a.institution_id = p_institution and exists (
        select from membership m
        where m.institution_id = p_institution and m.department_id = p_department and m.agent_id = a.id)
    order by a.id
    for update;
    -- who makes something lead there holds it for key share
    select l.* into d from department l
    where l.institution_id = p_institution and l.id = p_department and l.deleted_at is null
    for update;

    if not found then
        return query select 'NOT_FOUND', null::json;
    elsif exists (select from conversation c
                  where c.institution_id = p_institution and c.feed_id = p_department and c.status <> 'CLOSED') then
        return query select 'ACTIVE_CONVERSATIONS', null::json;
    elsif exists (select from channel c
                  where c.institution_id = p_institution and c.department_id = p_department and c.deleted_at is null) then
        return query select 'CHANNELS', null::json;
    else
        drafts := sight_drafts(d, 'agent.removed') || row (
            d.id, 'department.deleted', format('{"department":%s}', person_json(d.id, d.name)), null, true)::feed_draft;
        delete from membership m where m.institution_id = p_institution and m.department_id = p_department;
        update department l set deleted_at = p_now where l.institution_id = p_institution and l.id = p_department;
        perform feed_append(p_institution, drafts, p_now);
        return query select null::text, department_json(d);
    end if;
end $$;

-- p_change: {name, deleted}, absent what is to stay. Sockets look up the names of departments for themselves.
create function change_department(p_institution uuid, p_department uuid, p_change jsonb, p_now timestamptz)
    returns table (refused text, data json)
    language plpgsql as $$
declare
    d department;
begin
    if p_change ->> 'deleted' = 'true' then
        return query select * from delete_department(p_institution, p_department, p_now);
        return;
    end if;
    update department l set name = coalesce(p_change ->> 'name', l.name)
    where l.institution_id = p_institution and l.id = p_department and l.deleted_at is null
    returning * into d;
    return query select case when d.id is null then 'NOT_FOUND' end, department_json(d);
end $$;

-- p_channel: {name, type, departmentId, phone}. A department that is not there violates channel_department_fk.
create function create_channel(p_institution uuid, p_channel jsonb, p_now timestamptz)
    returns table (refused text, data json)
    language sql as $$
    insert into channel (institution_id, name, type, department_id, phone, created_at)
    values (p_institution, p_channel ->> 'name', p_channel ->> 'type', (p_channel ->> 'departmentId')::uuid,
            p_channel ->> 'phone', p_now)
    returning null::text, channel_json(channel)
$$;

-- p_change: {name, type, departmentId, phone, deleted}, absent what is to stay; a null department or phone goes.
-- Refused: NOT_FOUND; ACTIVE_CONVERSATIONS: it cannot be deleted. A department that is not there violates
-- channel_department_fk.
create function change_channel(p_institution uuid, p_channel uuid, p_change jsonb, p_now timestamptz)
    returns table (refused text, data json)
    language plpgsql as $$
declare
    c channel;
begin
    -- for update: what opens conversations on it holds it for key share and then reads where it leads
    select l.* into c from channel l
    where l.institution_id = p_institution and l.id = p_channel and l.deleted_at is null
    for update;

    if not found then
        return query select 'NOT_FOUND', null::json;
    elsif p_change ->> 'deleted' = 'true' and exists (
        select from conversation a
        where a.institution_id = p_institution and a.channel_id = p_channel and a.status <> 'CLOSED') then
        return query select 'ACTIVE_CONVERSATIONS', null::json;
    else
        update channel l
        set name = coalesce(p_change ->> 'name', l.name),
            type = coalesce(p_change ->> 'type', l.type),
            department_id = case when p_change ? 'departmentId' then (p_change ->> 'departmentId')::uuid
                                 else l.department_id end,
            phone = case when p_change ? 'phone' then p_change ->> 'phone' else l.phone end,
            deleted_at = case when p_change ->> 'deleted' = 'true' then p_now end
        where l.institution_id = p_institution and l.id = p_channel
        returning l.* into c;
        return query select null::text, channel_json(c);
    end if;
end $$;
