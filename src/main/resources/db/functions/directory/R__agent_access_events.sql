-- That the rights of an agent changed. Leaving says so even where the role keeps the sight; a role says so only where
-- it gives or takes it.
create or replace function agent_access_events(a agent, p_saw uuid[], p_sees uuid[], p_left uuid[], p_joined uuid[])
    returns new_event[]
    language sql stable as $$
    select array(
        select row (c.feed, c.type, format('{"agent":%s}', person_json(a.id, a.name)), a.id, c.ended)::new_event
        from (select feed, 'agent.removed' as type, true as ended from unnest(array_difference(p_saw, p_sees)) feed
              union all
              select feed, 'agent.removed', false from unnest(p_left) feed where feed = any (p_saw) and feed = any (p_sees)
              union all
              select feed, 'agent.added', false from unnest(p_joined) feed where feed = any (p_sees)
              union all
              select feed, 'agent.added', false from unnest(array_difference(p_sees, p_saw)) feed where feed <> all (p_joined)) c
        order by c.feed)
$$;
