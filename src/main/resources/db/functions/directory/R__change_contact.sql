-- p_change: {name, phone, email, tags, metadata, deleted}, absent what is to stay; a null email goes, a null in metadata removes
-- the key. Refused: NOT_FOUND; ACTIVE_CONVERSATIONS: it cannot be deleted. A second phone violates its constraint.
create or replace function change_contact(p_institution uuid, p_contact uuid, p_change jsonb, p_now timestamptz)
    returns table (refused text, data json)
    language plpgsql as $$
declare
    a      contact;
    b      contact;
    feeds  uuid[];
begin
    select c.* into a from contact c
    where c.institution_id = p_institution and c.id = p_contact and c.deleted_at is null
    for no key update;
    if not found then
        return query select 'NOT_FOUND', null::json;
        return;
    end if;
    if p_change ->> 'deleted' = 'true' and exists (
        select from conversation c
        where c.institution_id = p_institution and c.contact_id = p_contact and c.status <> 'CLOSED')
    then
        return query select 'ACTIVE_CONVERSATIONS', null::json;
        return;
    end if;
    b := a;
    b.deleted_at := case when p_change ->> 'deleted' = 'true' then p_now end;
    b.name := coalesce(p_change ->> 'name', a.name);
    b.phone := coalesce(p_change ->> 'phone', a.phone);
    b.email := case when p_change ? 'email' then p_change ->> 'email' else a.email end;
    if p_change ? 'tags' then
        b.tags := array(select jsonb_array_elements_text(p_change -> 'tags'));
    end if;
    if p_change ? 'metadata' then
        b.metadata := (a.metadata || (p_change -> 'metadata'))
            - array(select m.key from jsonb_each(p_change -> 'metadata') m where m.value = 'null');
    end if;

    if b is distinct from a then
        update contact c
        set name = b.name, phone = b.phone, email = b.email, tags = b.tags, metadata = b.metadata,
            deleted_at = b.deleted_at, updated_at = p_now
        where c.institution_id = p_institution and c.id = p_contact
        returning c.* into b;
    end if;
    if (b.name, b.phone) is distinct from (a.name, a.phone) then
        feeds := conversation_rename_contact(p_institution, p_contact, b.name, b.phone);
        perform append_events(p_institution, array(
            select row (f, 'contact.updated', format('{"contact":%s}',
                to_json(row (b.id, b.name, b.phone)::contact_shape)), null, false)::new_event
            from unnest(feeds) f), p_now);
    end if;
    return query select null::text, contact_json(b);
end $$;
