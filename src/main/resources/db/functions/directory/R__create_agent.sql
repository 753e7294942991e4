-- p_agent: {name, email, passwordHash, role, departmentIds}. It is made without any right, and then comes in by the same
-- way as one that is activated. Refused: UNKNOWN_DEPARTMENT, after which the caller must roll back.
create or replace function create_agent(p_institution uuid, p_agent json, p_by json, p_now timestamptz)
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
