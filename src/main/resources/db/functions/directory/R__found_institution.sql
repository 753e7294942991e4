-- p_institution: {name, departments: [name], channels: [{name, type, department, phone}],
--                 agents: [{name, email, passwordHash, role, departments: [name]}]}; departments by their names.
create or replace function found_institution(p_institution json) returns uuid
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
