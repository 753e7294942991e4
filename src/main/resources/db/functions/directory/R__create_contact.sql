-- p_contact: {name, phone, email, tags, metadata}; nobody watches contacts, so that nothing is appended.
create or replace function create_contact(p_institution uuid, p_contact jsonb, p_now timestamptz)
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
