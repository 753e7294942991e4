-- Locks what a command on a conversation needs, in the order of locks, and answers all that the rules ask. Each lock is a
-- statement of its own: under READ COMMITTED a statement does not see what it waited for, the next one does.
--
-- p_caller: the agent that commands; null: a program. p_agent: who is to be the assignee; null: nobody.
-- p_department: where it is to go; null: to no department that was named. p_read_up_to: inbound_after counts the inbound
-- messages above this seq; null: none are counted.
-- locked is null unless the caller may command the conversation (R14); agent_name is null unless the agent is active.
create or replace function lock_conversation(
        p_institution uuid, p_id uuid, p_caller uuid, p_agent uuid, p_department uuid, p_read_up_to bigint)
    returns table (locked conversation, agent_name text, agent_departments text, department_exists boolean,
                   inbound_after bigint)
    language plpgsql as $$
begin
    select a.name into agent_name from agent a
    where a.institution_id = p_institution and a.id = p_agent and a.active
    for share;
    agent_departments := array_to_string(departments_of(p_institution, p_agent), ',');

    perform from department d
    where d.institution_id = p_institution and d.id = p_department and d.deleted_at is null
    for key share;
    department_exists := p_department is null or found;

    select c.* into locked from conversation c
    where c.institution_id = p_institution and c.id = p_id
    for no key update;

    if not found or not can_command(locked, p_caller) then
        locked := null;
    end if;
    inbound_after := (select count(*) from message m
                      where m.institution_id = p_institution and m.conversation_id = p_id and m.seq > p_read_up_to
                        and m.direction = 'INBOUND');
    return next;
end $$;
