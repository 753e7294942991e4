-- Whether this agent, or a program (null), may command this conversation (R14), by role, activity and membership as of now.
create or replace function can_command(c conversation, p_agent uuid) returns boolean
    language sql stable as $$
    select p_agent is null or exists (
        select from agent a
        where a.institution_id = c.institution_id and a.id = p_agent and a.active
          and can_view(c.institution_id, case when a.role = 'AGENT' then a.id end, c.department_id))
$$;
