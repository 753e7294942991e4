-- p_channel: {name, type, departmentId, phone}. A department that is not there violates channel_department_fk.
create or replace function create_channel(p_institution uuid, p_channel jsonb, p_now timestamptz)
    returns table (refused text, data json)
    language sql as $$
    insert into channel (institution_id, name, type, department_id, phone, created_at)
    values (p_institution, p_channel ->> 'name', p_channel ->> 'type', (p_channel ->> 'departmentId')::uuid,
            p_channel ->> 'phone', p_now)
    returning null::text, channel_json(channel)
$$;
