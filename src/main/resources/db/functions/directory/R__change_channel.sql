-- p_change: {name, type, departmentId, phone, deleted}, absent what is to stay; a null department or phone goes.
-- Refused: NOT_FOUND; ACTIVE_CONVERSATIONS: it cannot be deleted. A department that is not there violates
-- channel_department_fk.
create or replace function change_channel(p_institution uuid, p_channel uuid, p_change jsonb, p_now timestamptz)
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
