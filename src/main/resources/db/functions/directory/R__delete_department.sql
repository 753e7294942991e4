-- Its memberships end, and with the last event of its feed everybody's right to it, also that of programs.
-- Refused: NOT_FOUND; ACTIVE_CONVERSATIONS; CHANNELS: some lead to it.
create or replace function delete_department(p_institution uuid, p_department uuid, p_now timestamptz)
    returns table (refused text, data json)
    language plpgsql as $$
declare
    d      department;
    events new_event[];
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
        events := department_access_events(d, 'agent.removed') || row (
            d.id, 'department.deleted', format('{"department":%s}', person_json(d.id, d.name)), null, true)::new_event;
        delete from membership m where m.institution_id = p_institution and m.department_id = p_department;
        update department l set deleted_at = p_now where l.institution_id = p_institution and l.id = p_department;
        perform append_events(p_institution, events, p_now);
        return query select null::text, department_json(d);
    end if;
end $$;
