-- How far a message has come after reports in their order, beginning with p_start. In PL/pgSQL, since the aggregate would
-- prepare an SQL function anew in each statement: 2 ms of a batch.
create or replace function message_status_after(p_state text, p_start text, p_reported text) returns text
    language plpgsql immutable as $$
begin
    return case when is_message_status_transition(coalesce(p_state, p_start), p_reported) then p_reported
                else coalesce(p_state, p_start) end;
end
$$;
