-- The same for a request that may come again: p_key null if it is not marked.
-- Refused besides: IDEMPOTENCY_CONFLICT, IDEMPOTENCY_KEY_REUSED.
create or replace function send_message_once(
        p_institution uuid, p_channel uuid, p_by json, p_to text, p_content json, p_path text, p_key text,
        p_body_hash text, p_now timestamptz)
    returns table (refused text, response text, replayed boolean)
    language plpgsql as $$
declare
    by_id uuid := (p_by ->> 'id')::uuid;
    sent  record;
begin
    if p_key is not null then
        return query select k.*, true from find_idempotent_response(p_institution, by_id, p_path, p_key, p_body_hash, p_now) k;
        if found then
            return;
        end if;
    end if;
    select * into sent from send_message(p_institution, p_channel, p_by, p_to, p_content, p_now);
    if sent.refused is null and p_key is not null then
        perform store_idempotent_response(p_institution, by_id, p_path, p_key, p_body_hash, sent.response::text, p_now);
    end if;
    return query select sent.refused, sent.response::text, false;
end $$;
