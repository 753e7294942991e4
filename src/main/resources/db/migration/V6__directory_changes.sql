-- What changes of the directory do to conversations, and the order of its lists.

-- lists are by name, and page by (lower(name), id)
create index department_by_name on department (institution_id, lower(name), id) where deleted_at is null;
create index agent_by_name on agent (institution_id, lower(name), id) where deleted_at is null;
create index channel_by_name on channel (institution_id, lower(name), id) where deleted_at is null;
create index contact_by_name on contact (institution_id, lower(name), id) where deleted_at is null;

-- By name.
create function departments_of(p_institution uuid, p_agent uuid) returns uuid[]
    language sql stable
return array(
    select m.department_id from membership m
    join department d on d.institution_id = m.institution_id and d.id = m.department_id and d.deleted_at is null
    where m.institution_id = p_institution and m.agent_id = p_agent
    order by lower(d.name), d.id);

-- R15: what an agent holds in these departments (null: everywhere, triage too) goes back into the queue.
-- The caller holds the agent's row for update, so that nothing new can be given to it meanwhile.
-- Answers for each, in the order of locks, its feed and the data of its event conversation.assigned, to be appended.
create function conversation_give_back(p_institution uuid, p_agent uuid, p_departments uuid[], p_by json,
                                       p_now timestamptz) returns table (feed_id uuid, data text)
    language plpgsql as $$
begin
    perform from conversation c
    where c.institution_id = p_institution and c.holder = p_agent
      and (p_departments is null or c.department_id = any (p_departments))
    order by c.channel_id, c.contact_id
    for no key update;

    return query
    with given as (
        update conversation c
        set status = 'PENDING', assigned_to = null, assignee_name = null, version = c.version + 1,
            updated_at = greatest(c.updated_at, p_now)
        where c.institution_id = p_institution and c.holder = p_agent
          and (p_departments is null or c.department_id = any (p_departments))
        returning new as c, old.assignee_name as from_name
    ), remembered as (
        insert into conversation_history (institution_id, conversation_id, type, at, by_type, by_id, by_name,
                                          from_department, from_attendant, to_department)
        select p_institution, (g.c).id, 'ASSIGNED', p_now, p_by ->> 'type', (p_by ->> 'id')::uuid, p_by ->> 'name',
               (g.c).department_id, p_agent, (g.c).department_id
        from given g
    )
    select (g.c).feed_id,
           format('{"conversation":%s,"by":%s,"previousAssignee":%s}', conversation_json(g.c), p_by,
                  person_json(p_agent, g.from_name))
    from given g
    order by (g.c).channel_id, (g.c).contact_id;
end $$;

-- The copies of an agent's name on what it holds; closed conversations keep the name of their time.
create function conversation_rename_assignee(p_institution uuid, p_agent uuid, p_name text) returns void
    language plpgsql as $$
begin
    perform from conversation c
    where c.institution_id = p_institution and c.holder = p_agent
    order by c.channel_id, c.contact_id
    for no key update;

    update conversation c set assignee_name = p_name
    where c.institution_id = p_institution and c.holder = p_agent;
end $$;

-- The copies of a contact on its active conversations; answers the feeds they are in. The caller holds the contact's
-- row, so that none can open meanwhile.
create function conversation_rename_contact(p_institution uuid, p_contact uuid, p_name text, p_phone text)
    returns uuid[]
    language plpgsql as $$
declare
    feeds uuid[];
begin
    perform from conversation c
    where c.institution_id = p_institution and c.contact_id = p_contact and c.status <> 'CLOSED'
    order by c.channel_id
    for no key update;

    with renamed as (
        update conversation c set contact_name = p_name, contact_phone = p_phone
        where c.institution_id = p_institution and c.contact_id = p_contact and c.status <> 'CLOSED'
        returning c.feed_id
    )
    select array_agg(distinct r.feed_id) into feeds from renamed r;
    return coalesce(feeds, '{}');
end $$;
