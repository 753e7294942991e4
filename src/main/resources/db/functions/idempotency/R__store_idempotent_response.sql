-- To be called in the transaction in which find_idempotent_response found nothing. Replaces an expired response.
create or replace function store_idempotent_response(
        p_institution uuid, p_caller uuid, p_path text, p_key text, p_body_hash text, p_response text,
        p_now timestamptz)
    returns void
    language sql as $$
    insert into idempotency_key as k (institution_id, caller_id, path, key, body_hash, response, expires_at)
    values (p_institution, p_caller, p_path, p_key, p_body_hash, p_response, p_now + interval '24 hours')
    on conflict (institution_id, caller_id, path, key) do update
    set body_hash = excluded.body_hash, response = excluded.response, expires_at = excluded.expires_at
    where k.expires_at <= p_now
$$;
