-- p_change: {name, deleted}, absent what is to stay. Sockets look up the names of departments for themselves.
create or replace function change_department(p_institution uuid, p_department uuid, p_change jsonb, p_now timestamptz)
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
