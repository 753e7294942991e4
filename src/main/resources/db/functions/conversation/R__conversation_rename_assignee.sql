-- The copies of an agent's name on its open conversations; closed ones keep the name of their time.
create or replace function conversation_rename_assignee(p_institution uuid, p_agent uuid, p_name text) returns void
    language plpgsql as $$
begin
    perform from conversation c
    where c.institution_id = p_institution and c.open_assignee = p_agent
    order by c.channel_id, c.contact_id
    for no key update;

    update conversation c set assignee_name = p_name
    where c.institution_id = p_institution and c.open_assignee = p_agent;
end $$;
