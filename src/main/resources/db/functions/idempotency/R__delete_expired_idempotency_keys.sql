-- Deletes the oldest of the expired keys, at most p_most, and answers how many; skips those that are locked.
create or replace function delete_expired_idempotency_keys(p_now timestamptz, p_most integer) returns bigint
    language sql as $$
    with deleted as (
        delete from idempotency_key
        where ctid = any (array(select k.ctid from idempotency_key k where k.expires_at <= p_now
                                order by k.expires_at limit p_most for update skip locked))
        returning 1
    )
    select count(*) from deleted
$$;
