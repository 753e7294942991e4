-- Locks, in order, the conversations of the messages that a batch reports of (take_reports), and answers their ids.
create or replace function lock_reported_conversations(p_items json) returns uuid[]
    language sql as $$
    select array_agg(l.id)
    from (select c.id from conversation c
          where (c.institution_id, c.id) in (
              select m.institution_id, m.conversation_id
              from report_items(p_items) i
              join message m on m.institution_id = i.institution and m.id = i.message_id
              where m.channel_id = i.channel and m.direction = 'OUTBOUND'
              union all
              select o.institution_id, o.conversation_id
              from report_items(p_items) i
              join outbound_id o on o.institution_id = i.institution and o.channel_id = i.channel
                                and o.external_id = i.external_id)
          order by c.institution_id, c.channel_id, c.contact_id, c.id
          for no key update of c) l
$$;
