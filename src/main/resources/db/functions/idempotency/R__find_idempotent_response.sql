-- The response to the same request before, or why this one is refused; no row: there is none yet, and until the transaction
-- ends nobody else carries the request out. It never waits: a request that is in flight, on whatever node, holds the lock.
create or replace function find_idempotent_response(
        p_institution uuid, p_caller uuid, p_path text, p_key text, p_body_hash text, p_now timestamptz)
    returns table (refused text, response text)
    language plpgsql as $$
declare
    ours boolean := false;
begin
    -- looked up again under the lock: the one that held it may have committed in between
    loop
        return query
            select case when k.body_hash <> p_body_hash then 'IDEMPOTENCY_KEY_REUSED' end,
                   case when k.body_hash = p_body_hash then k.response end
            from idempotency_key k
            where k.institution_id = p_institution and k.caller_id = p_caller and k.path = p_path and k.key = p_key
              and k.expires_at > p_now;
        exit when found or ours;
        ours := pg_try_advisory_xact_lock(hashtextextended(
            concat_ws(' ', 'prosa: idempotency', p_institution, p_caller, p_path, p_key), 0));
        if not ours then
            return query select 'IDEMPOTENCY_CONFLICT', null::text;
            exit;
        end if;
    end loop;
end $$;
