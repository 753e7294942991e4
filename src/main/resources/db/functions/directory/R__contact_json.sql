create or replace function contact_json(c contact) returns json
    language sql stable as $$
    select to_json(row (c.id, c.name, c.phone, c.email, c.tags, c.metadata, iso(c.created_at), iso(c.updated_at))
        ::whole_contact_shape)
$$;
