-- p_change: {name, email, passwordHash, role, active, departmentIds, deleted}, absent what is to stay.
-- Refused: NOT_FOUND; LAST_ADMIN; UNKNOWN_DEPARTMENT. A second email violates its constraint.
create or replace function change_agent(p_institution uuid, p_agent uuid, p_change json, p_by json, p_now timestamptz)
    returns table (refused text, data json)
    language plpgsql as $$
declare
    a        agent;
    b        agent;
    was_in   uuid[];
    is_in    uuid[];
    saw      uuid[];
    dropped  boolean := coalesce((p_change ->> 'deleted')::boolean, false);
    events   new_event[] := '{}';
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

    if b is distinct from a or array_difference(was_in, is_in) <> '{}' or array_difference(is_in, was_in) <> '{}' then
        saw := agent_visible_feeds(p_institution, p_agent);
        if b.name <> a.name then
            perform conversation_rename_assignee(p_institution, p_agent, b.name);
            events := array(
                select row (f, 'agent.updated', format('{"agent":%s}', person_json(b.id, b.name)), null, false)
                    ::new_event
                from active_feeds(p_institution) f);
        end if;
        if a.active and not b.active then
            events := events || unassign_conversations(p_institution, p_agent, null, p_by, p_now);
        elsif array_difference(was_in, is_in) <> '{}' then
            events := events || unassign_conversations(p_institution, p_agent, array_difference(was_in, is_in), p_by, p_now);
        end if;

        delete from membership m
        where m.institution_id = p_institution and m.agent_id = p_agent
          and (dropped or m.department_id = any (array_difference(was_in, is_in)));
        insert into membership (institution_id, department_id, agent_id)
        select p_institution, d, p_agent from unnest(array_difference(is_in, was_in)) d;
        update agent l
        set name = b.name, email = b.email, password_hash = b.password_hash, role = b.role, active = b.active,
            deleted_at = b.deleted_at, updated_at = p_now
        where l.institution_id = p_institution and l.id = p_agent
        returning l.* into b;

        perform append_events(p_institution, events || agent_access_events(
            b, saw, agent_visible_feeds(p_institution, p_agent), array_difference(was_in, is_in), array_difference(is_in, was_in)), p_now);
    end if;
    return query select null::text, agent_json(b, true);
end $$;
