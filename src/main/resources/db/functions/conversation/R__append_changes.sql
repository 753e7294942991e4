-- Writes the history and the events of what a command changed; c is the row as it left it, and the transaction holds it.
-- Answers the JSON of the last change: the conversation's, or the message's where one was appended.
--
-- p_changes: [{change, conversation, …}, …] in the order of their events. conversation: the columns of the row as they were
-- right after that change, since a client sees the conversation after each of them. No changes: nothing is written.
create or replace function append_changes(c conversation, p_changes json, p_by json, p_at timestamptz) returns json
    language plpgsql as $$
declare
    answer json := conversation_json(c);
    change json;
    after  conversation;
begin
    for change in select e.value from json_array_elements(p_changes) with ordinality as e (value, n) order by e.n loop
        after := json_populate_record(c, change -> 'conversation');
        answer := case change ->> 'change'
            when 'OPENED' then append_opened_event(after, p_by, p_at)
            when 'MESSAGE_APPENDED' then store_outbound_message(after, change -> 'content', p_by, p_at)
            when 'READ' then append_unread_event(after, p_at)
            when 'ASSIGNED' then append_assigned_event(
                after, p_by, (change ->> 'previousAssignee')::uuid, change ->> 'previousAssigneeName', p_at)
            when 'TRANSFERRED' then append_transferred_event(
                after, p_by, (change ->> 'fromDepartment')::uuid, (change ->> 'fromAssignee')::uuid, change ->> 'note',
                p_at)
            when 'CLOSED' then append_closed_event(after, p_by, change ->> 'note', p_at)
        end;
    end loop;
    return answer;
end $$;
