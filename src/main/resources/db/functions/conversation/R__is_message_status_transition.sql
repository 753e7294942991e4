-- R12, as MessageStatus has it: only forwards, steps may be skipped, FAILED and READ are final.
create or replace function is_message_status_transition(p_from text, p_to text) returns boolean
    language sql immutable as $$
    select case p_to
        when 'FAILED' then p_from in ('QUEUED', 'SENT')
        else p_from <> 'FAILED' and array_position(array['QUEUED', 'SENT', 'DELIVERED', 'READ'], p_from)
                                    < array_position(array['QUEUED', 'SENT', 'DELIVERED', 'READ'], p_to)
    end
$$;
