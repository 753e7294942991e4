-- Changes of the directory, each one call that locks, decides, changes and appends, in the order of locks:
-- the institution, agents by id, channels by id, departments by id, contacts, conversations by (channel, contact), feeds.
-- The institution's row keeps departments from coming and going (which take it for no key update) while rights of agents
-- change (which take it for share), so that each knows all the agents, or all the feeds, there are.
-- A change answers (refused, data): the code of a refusal, or what was changed as JSON. A repeat changes nothing and
-- appends nothing.

-- an event that is to be appended
create type feed_draft as (feed_id uuid, type text, data text, subject_agent uuid, access_ended boolean);

create function feed_append(p_institution uuid, p_drafts feed_draft[], p_at timestamptz) returns void
    language sql as $$
    select feed_append(array_agg(p_institution), array_agg(d.feed_id order by d.n), array_agg(d.type order by d.n),
                       array_agg(d.data order by d.n), p_at, array_agg(d.subject_agent order by d.n),
                       array_agg(d.access_ended order by d.n))
    from unnest(p_drafts) with ordinality as d (feed_id, type, data, subject_agent, access_ended, n)
    having count(*) > 0
$$;

create function feeds_of(p_institution uuid) returns setof uuid
    language sql stable as $$
    select f.id from feed f
    where f.institution_id = p_institution and not exists (
        select from department d
        where d.institution_id = f.institution_id and d.id = f.department_id and d.deleted_at is not null)
$$;

-- The feeds an agent may see (R14): none unless active, all by its role, triage, or those of its departments.
create function feeds_seen_by(p_institution uuid, p_agent uuid) returns uuid[]
    language sql stable
return array(
    select f.id from feeds_of(p_institution) as f (id)
    join agent a on a.institution_id = p_institution and a.id = p_agent and a.active
    where a.role <> 'AGENT' or f.id = p_institution or exists (
        select from membership m
        where m.institution_id = p_institution and m.agent_id = p_agent and m.department_id = f.id));

create function departments_of(p_institution uuid, p_agent uuid) returns uuid[]
    language sql stable
return array(
    select m.department_id from membership m
    join department d on d.institution_id = m.institution_id and d.id = m.department_id and d.deleted_at is null
    where m.institution_id = p_institution and m.agent_id = p_agent
    order by lower(d.name), d.id);

create function without(p_all uuid[], p_these uuid[]) returns uuid[]
    language sql immutable
return array(select a from unnest(p_all) a except select t from unnest(p_these) t);

-- The directory as JSON. p_all false: what an AGENT sees of an agent.
create type agent_shape as (id uuid, name text, email text, role text, active boolean, "departmentIds" uuid[],
                            "createdAt" text, "updatedAt" text);

create type colleague_shape as (id uuid, name text, "departmentIds" uuid[]);

create function agent_json(a agent, p_all boolean) returns json
    language sql stable
return case when p_all
    then to_json(row (a.id, a.name, a.email, a.role, a.active, departments_of(a.institution_id, a.id),
                      iso(a.created_at), iso(a.updated_at))::agent_shape)
    else to_json(row (a.id, a.name, departments_of(a.institution_id, a.id))::colleague_shape) end;

create type whole_contact_shape as (id uuid, name text, phone text, email text, tags text[], metadata jsonb,
                                    "createdAt" text, "updatedAt" text);

create function contact_json(c contact) returns json
    language sql stable
return to_json(row (c.id, c.name, c.phone, c.email, c.tags, c.metadata, iso(c.created_at), iso(c.updated_at))
    ::whole_contact_shape);

create type department_shape as (id uuid, name text, "createdAt" text);

create function department_json(d department) returns json
    language sql stable
return to_json(row (d.id, d.name, iso(d.created_at))::department_shape);

create type channel_shape as (id uuid, name text, type text, "departmentId" uuid, phone text, "createdAt" text);

create function channel_json(c channel) returns json
    language sql stable
return to_json(row (c.id, c.name, c.type, c.department_id, c.phone, iso(c.created_at))::channel_shape);

-- lists are by name, and page by (lower(name), id)
create index department_by_name on department (institution_id, lower(name), id) where deleted_at is null;
create index agent_by_name on agent (institution_id, lower(name), id) where deleted_at is null;
create index channel_by_name on channel (institution_id, lower(name), id) where deleted_at is null;
create index contact_by_name on contact (institution_id, lower(name), id) where deleted_at is null;

-- R15: what an agent holds in these departments (null: everywhere, triage too) goes back into the queue.
-- The caller holds the agent's row for update, so that nothing new can be given to it meanwhile.
create function conversation_give_back(p_institution uuid, p_agent uuid, p_departments uuid[], p_by json,
                                       p_now timestamptz) returns feed_draft[]
    language plpgsql as $$
declare
    drafts feed_draft[];
begin
    perform from conversation c
    where c.institution_id = p_institution and c.holder = p_agent
      and (p_departments is null or c.department_id = any (p_departments))
    order by c.channel_id, c.contact_id
    for no key update;

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
    select array_agg(row ((g.c).feed_id, 'conversation.assigned',
                          format('{"conversation":%s,"by":%s,"previousAssignee":%s}', conversation_json(g.c), p_by,
                                 person_json(p_agent, g.from_name)),
                          null, false)::feed_draft
                     order by (g.c).channel_id, (g.c).contact_id)
    into drafts from given g;
    return coalesce(drafts, '{}');
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

-- That the rights of an agent changed. Leaving says so even where the role keeps the sight; a role says so only where
-- it gives or takes it.
create function rights_drafts(a agent, p_saw uuid[], p_sees uuid[], p_left uuid[], p_joined uuid[])
    returns feed_draft[]
    language sql stable
return array(
    select row (c.feed, c.type, format('{"agent":%s}', person_json(a.id, a.name)), a.id, c.ended)::feed_draft
    from (select feed, 'agent.removed' as type, true as ended from unnest(without(p_saw, p_sees)) feed
          union all
          select feed, 'agent.removed', false from unnest(p_left) feed where feed = any (p_saw) and feed = any (p_sees)
          union all
          select feed, 'agent.added', false from unnest(p_joined) feed where feed = any (p_sees)
          union all
          select feed, 'agent.added', false from unnest(without(p_sees, p_saw)) feed where feed <> all (p_joined)) c
    order by c.feed);

-- p_change: {name, email, passwordHash, role, active, departmentIds, deleted}, absent what is to stay.
-- Refused: NOT_FOUND; LAST_ADMIN; UNKNOWN_DEPARTMENT. A second email violates its constraint.
create function change_agent(p_institution uuid, p_agent uuid, p_change json, p_by json, p_now timestamptz)
    returns table (refused text, data json)
    language plpgsql as $$
declare
    a        agent;
    b        agent;
    was_in   uuid[];
    is_in    uuid[];
    saw      uuid[];
    dropped  boolean := coalesce((p_change ->> 'deleted')::boolean, false);
    drafts   feed_draft[] := '{}';
begin
    perform from institution i where i.id = p_institution for share;

    -- the last ADMIN cannot go: two that go at once meet at each other's rows
    perform from agent l
    where l.institution_id = p_institution and l.deleted_at is null
      and (l.id = p_agent
           or l.role = 'ADMIN' and (dropped or p_change ->> 'active' = 'false' or p_change ->> 'role' <> 'ADMIN'))
    order by l.id
    for update;

    select l.* into a from agent l where l.institution_id = p_institution and l.id = p_agent and l.deleted_at is null;
    if not found then
        return query select 'NOT_FOUND', null::json;
        return;
    end if;
    b := a;
    b.name := coalesce(p_change ->> 'name', a.name);
    b.email := coalesce(p_change ->> 'email', a.email);
    b.password_hash := coalesce(p_change ->> 'passwordHash', a.password_hash);
    b.role := coalesce(p_change ->> 'role', a.role);
    b.active := not dropped and coalesce((p_change ->> 'active')::boolean, a.active);
    b.deleted_at := case when dropped then p_now end;
    if a.active and a.role = 'ADMIN' and not (b.active and b.role = 'ADMIN') and not exists (
        select from agent o where o.institution_id = p_institution and o.active and o.role = 'ADMIN' and o.id <> p_agent)
    then
        return query select 'LAST_ADMIN', null::json;
        return;
    end if;

    was_in := departments_of(p_institution, p_agent);
    is_in := was_in;
    if dropped then
        is_in := '{}';
    elsif p_change -> 'departmentIds' is not null then
        is_in := array(select distinct d::uuid from json_array_elements_text(p_change -> 'departmentIds') d);
        if (select count(*) from department d
            where d.institution_id = p_institution and d.id = any (is_in) and d.deleted_at is null) < cardinality(is_in)
        then
            return query select 'UNKNOWN_DEPARTMENT', null::json;
            return;
        end if;
    end if;

    if b is distinct from a or without(was_in, is_in) <> '{}' or without(is_in, was_in) <> '{}' then
        saw := feeds_seen_by(p_institution, p_agent);
        if b.name <> a.name then
            perform conversation_rename_assignee(p_institution, p_agent, b.name);
            drafts := array(
                select row (f, 'agent.updated', format('{"agent":%s}', person_json(b.id, b.name)), null, false)
                    ::feed_draft
                from feeds_of(p_institution) f);
        end if;
        if a.active and not b.active then
            drafts := drafts || conversation_give_back(p_institution, p_agent, null, p_by, p_now);
        elsif without(was_in, is_in) <> '{}' then
            drafts := drafts || conversation_give_back(p_institution, p_agent, without(was_in, is_in), p_by, p_now);
        end if;

        delete from membership m
        where m.institution_id = p_institution and m.agent_id = p_agent
          and (dropped or m.department_id = any (without(was_in, is_in)));
        insert into membership (institution_id, department_id, agent_id)
        select p_institution, d, p_agent from unnest(without(is_in, was_in)) d;
        update agent l
        set name = b.name, email = b.email, password_hash = b.password_hash, role = b.role, active = b.active,
            deleted_at = b.deleted_at, updated_at = p_now
        where l.institution_id = p_institution and l.id = p_agent
        returning l.* into b;

        perform feed_append(p_institution, drafts || rights_drafts(
            b, saw, feeds_seen_by(p_institution, p_agent), without(was_in, is_in), without(is_in, was_in)), p_now);
    end if;
    return query select null::text, agent_json(b, true);
end $$;

-- p_agent: {name, email, passwordHash, role, departmentIds}. It is made without any right, and then comes in by the same
-- way as one that is activated. Refused: UNKNOWN_DEPARTMENT, after which the caller must roll back.
create function create_agent(p_institution uuid, p_agent json, p_by json, p_now timestamptz)
    returns table (refused text, data json)
    language plpgsql as $$
declare
    made uuid;
begin
    insert into agent (institution_id, name, email, password_hash, role, active, created_at, updated_at)
    values (p_institution, p_agent ->> 'name', p_agent ->> 'email', p_agent ->> 'passwordHash', p_agent ->> 'role', false,
            p_now, p_now)
    returning id into made;
    return query select * from change_agent(p_institution, made, json_build_object(
        'active', true, 'departmentIds', coalesce(p_agent -> 'departmentIds', '[]')), p_by, p_now);
end $$;

-- p_contact: {name, phone, email, tags, metadata}; nobody watches contacts, so that nothing is appended.
create function create_contact(p_institution uuid, p_contact jsonb, p_now timestamptz)
    returns table (refused text, data json)
    language sql as $$
    insert into contact (institution_id, name, phone, email, tags, metadata, created_at, updated_at)
    values (p_institution, p_contact ->> 'name', p_contact ->> 'phone', p_contact ->> 'email',
            array(select jsonb_array_elements_text(p_contact -> 'tags')),
            coalesce(p_contact -> 'metadata', '{}')
                - array(select m.key from jsonb_each(p_contact -> 'metadata') m where m.value = 'null'),
            p_now, p_now)
    returning null::text, contact_json(contact)
$$;

-- p_change: {name, phone, email, tags, metadata, deleted}, absent what is to stay; a null email goes, a null in metadata removes
-- the key. Refused: NOT_FOUND; ACTIVE_CONVERSATIONS: it cannot be deleted. A second phone violates its constraint.
create function change_contact(p_institution uuid, p_contact uuid, p_change jsonb, p_now timestamptz)
    returns table (refused text, data json)
    language plpgsql as $$
declare
    a      contact;
    b      contact;
    feeds  uuid[];
begin
    select c.* into a from contact c
    where c.institution_id = p_institution and c.id = p_contact and c.deleted_at is null
    for no key update;
    if not found then
        return query select 'NOT_FOUND', null::json;
        return;
    end if;
    if p_change ->> 'deleted' = 'true' and exists (
        select from conversation c
        where c.institution_id = p_institution and c.contact_id = p_contact and c.status <> 'CLOSED')
    then
        return query select 'ACTIVE_CONVERSATIONS', null::json;
        return;
    end if;
    b := a;
    b.deleted_at := case when p_change ->> 'deleted' = 'true' then p_now end;
    b.name := coalesce(p_change ->> 'name', a.name);
    b.phone := coalesce(p_change ->> 'phone', a.phone);
    b.email := case when p_change ? 'email' then p_change ->> 'email' else a.email end;
    if p_change ? 'tags' then
        b.tags := array(select jsonb_array_elements_text(p_change -> 'tags'));
    end if;
    if p_change ? 'metadata' then
        b.metadata := (a.metadata || (p_change -> 'metadata'))
            - array(select m.key from jsonb_each(p_change -> 'metadata') m where m.value = 'null');
    end if;

    if b is distinct from a then
        update contact c
        set name = b.name, phone = b.phone, email = b.email, tags = b.tags, metadata = b.metadata,
            deleted_at = b.deleted_at, updated_at = p_now
        where c.institution_id = p_institution and c.id = p_contact
        returning c.* into b;
    end if;
    if (b.name, b.phone) is distinct from (a.name, a.phone) then
        feeds := conversation_rename_contact(p_institution, p_contact, b.name, b.phone);
        perform feed_append(p_institution, array(
            select row (f, 'contact.updated', format('{"contact":%s}',
                to_json(row (b.id, b.name, b.phone)::contact_shape)), null, false)::feed_draft
            from unnest(feeds) f), p_now);
    end if;
    return query select null::text, contact_json(b);
end $$;

-- p_institution: {name, departments: [name], channels: [{name, type, department, phone}],
--                 agents: [{name, email, passwordHash, role, departments: [name]}]}; departments by their names.
create function found_institution(p_institution json) returns uuid
    language plpgsql as $$
declare
    founded uuid;
begin
    insert into institution (name) values (p_institution ->> 'name') returning id into founded;

    insert into department (institution_id, name)
    select founded, d from json_array_elements_text(p_institution -> 'departments') d;

    insert into channel (institution_id, name, type, department_id, phone)
    select founded, c.name, c.type, d.id, c.phone
    from json_to_recordset(p_institution -> 'channels') as c (name text, type text, department text, phone text)
    left join department d on d.institution_id = founded and d.name = c.department;

    insert into agent (institution_id, name, email, password_hash, role)
    select founded, a.name, a.email, a."passwordHash", a.role
    from json_to_recordset(p_institution -> 'agents') as a (name text, email text, "passwordHash" text, role text);

    insert into membership (institution_id, department_id, agent_id)
    select founded, d.id, a.id
    from json_to_recordset(p_institution -> 'agents') as j (email text, departments json)
    join agent a on a.institution_id = founded and a.email = j.email
    join json_array_elements_text(j.departments) n on true
    join department d on d.institution_id = founded and d.name = n;
    return founded;
end $$;

-- The same, unless there is an institution already: of several nodes that start at once one founds it.
create function found_first_institution(p_institution json) returns uuid
    language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('prosa: the first institution', 0));
    if exists (select from institution) then
        return null;
    end if;
    return found_institution(p_institution);
end $$;
