-- Locks the contacts of a batch (take_inbound), in order, and adds those that are not there yet. A repeat changes nothing,
-- within the batch too: its contact may be deleted, or have another phone by now.
create or replace function add_inbound_contacts(p_items json, p_now timestamptz) returns void
    language sql as $$
    insert into contact (institution_id, name, phone, created_at, updated_at)
    select c.institution, coalesce(c.name, c.phone), c.phone, p_now, p_now
    from (select distinct on (i.institution, i.phone) i.institution, i.phone, i.name
          from (select distinct on (r.institution, r.channel, r.external_id) r.*
                from rows from (json_to_recordset(p_items) as (
                         institution uuid, channel uuid, "externalId" text, phone text, name text))
                     with ordinality as r (institution, channel, external_id, phone, name, n)
                order by r.institution, r.channel, r.external_id, r.n) i
          join channel ch on ch.institution_id = i.institution and ch.id = i.channel and ch.deleted_at is null
          where not exists (select from inbound_id s where s.institution_id = i.institution
                                and s.channel_id = i.channel and s.external_id = i.external_id)
          order by i.institution, i.phone, i.n) c
    order by c.institution, c.phone
    on conflict (institution_id, phone) where deleted_at is null do update set name = contact.name where false
$$;
