-- The copies of a contact on its active conversations; answers the feeds they are in. The caller holds the contact's
-- row, so that none can open meanwhile.
create or replace function conversation_rename_contact(p_institution uuid, p_contact uuid, p_name text, p_phone text)
    returns uuid[]
    language plpgsql as $$
declare
    feeds uuid[];
begin
    perform from conversation c
    where c.institution_id = p_institution and c.contact_id = p_contact and c.status <> 'CLOSED'
    order by c.channel_id
    for no key update;

    with renamed as (
        update conversation c set contact_name = p_name, contact_phone = p_phone
        where c.institution_id = p_institution and c.contact_id = p_contact and c.status <> 'CLOSED'
        returning c.feed_id
    )
    select array_agg(distinct r.feed_id) into feeds from renamed r;
    return coalesce(feeds, '{}');
end $$;
