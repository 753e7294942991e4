-- p_department: {name}. A second name violates its index.
create or replace function create_department(p_institution uuid, p_department jsonb, p_now timestamptz)
    returns table (refused text, data json)
    language plpgsql as $$
declare
    d department;
begin
    perform from institution i where i.id = p_institution for no key update;
    insert into department (institution_id, name, created_at) values (p_institution, p_department ->> 'name', p_now)
    returning * into d;
    perform append_events(p_institution, department_access_events(d, 'agent.added'), p_now);
    return query select null::text, department_json(d);
end $$;
