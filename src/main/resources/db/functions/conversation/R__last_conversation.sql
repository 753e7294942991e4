-- The last conversation of a contact on a channel, active or not: the one that nothing follows, since ids tell time only as
-- well as clocks do. A set of one at most, so that it becomes a part of the statement that asks.
create or replace function last_conversation(p_institution uuid, p_channel uuid, p_contact uuid) returns table (id uuid)
    language sql stable as $$
    select l.id from conversation l
    where l.institution_id = p_institution and l.contact_id = p_contact and l.channel_id = p_channel
      and not exists (select from conversation f where f.institution_id = p_institution and f.previous_id = l.id)
    order by l.id desc limit 1
$$;
