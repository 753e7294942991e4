create or replace function report_items(p_items json)
    returns table (n bigint, institution uuid, channel uuid, message_id uuid, external_id text, status text, at
        timestamptz, error_code text, error_message text)
    language sql stable as $$
    select i.n, i.institution, i.channel, i.message_id, i.external_id, i.status, i.at, i.error_code, i.error_message
    from rows from (json_to_recordset(p_items) as (
             institution uuid, channel uuid, "messageId" uuid, "externalId" text, status text, at timestamptz,
             "errorCode" text, "errorMessage" text)) with ordinality
         as i (institution, channel, message_id, external_id, status, at, error_code, error_message, n)
$$;
