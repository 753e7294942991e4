-- Answers that are kept for a day, so that a request which comes again is answered again and not carried out again. A row
-- is written in the transaction of what it answers: a crash leaves both or neither. It points at no other table: that
-- would lock the institution's row at each sending, and a day later the row is gone anyway.
create table idempotency_key (
    institution_id uuid           not null,
    caller_id      uuid           not null,
    path           text           not null,
    key            text           not null,
    body_hash      text           not null,
    answer         text           not null,
    expires_at     timestamptz(3) not null,
    constraint idempotency_key_pk primary key (institution_id, caller_id, path, key),
    constraint idempotency_key_is_visible check (key ~ '^[!-~]{1,255}$'),
    constraint idempotency_key_hash_is_sha256 check (body_hash ~ '^[0-9a-f]{64}$')
);
create index idempotency_key_by_expiry on idempotency_key (expires_at);

-- What was answered to the same request before, or why it is refused; no row: nothing yet, and until the transaction ends
-- nobody else carries it out. It never waits: a request that is in flight, on whatever node, holds the lock.
create function find_kept_answer(p_institution uuid, p_caller uuid, p_path text, p_key text, p_body_hash text,
                                 p_now timestamptz) returns table (refused text, answer text)
    language plpgsql as $$
declare
    ours boolean := false;
begin
    -- looked up again under the lock: the one that held it may have committed in between
    loop
        return query
            select case when k.body_hash <> p_body_hash then 'IDEMPOTENCY_KEY_REUSED' end,
                   case when k.body_hash = p_body_hash then k.answer end
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

-- To be called by whoever found nothing kept, in the same transaction. An expired answer makes room.
create function keep_answer(p_institution uuid, p_caller uuid, p_path text, p_key text, p_body_hash text, p_answer text,
                            p_now timestamptz) returns void
    language sql as $$
    insert into idempotency_key as k (institution_id, caller_id, path, key, body_hash, answer, expires_at)
    values (p_institution, p_caller, p_path, p_key, p_body_hash, p_answer, p_now + interval '24 hours')
    on conflict (institution_id, caller_id, path, key) do update
    set body_hash = excluded.body_hash, answer = excluded.answer, expires_at = excluded.expires_at
    where k.expires_at <= p_now
$$;

-- Removes the oldest of the expired ones, at most p_most, and tells how many; passes over those that somebody holds.
create function forget_answers(p_now timestamptz, p_most integer) returns bigint
    language sql as $$
    with gone as (
        delete from idempotency_key
        where ctid = any (array(select k.ctid from idempotency_key k where k.expires_at <= p_now
                                order by k.expires_at limit p_most for update skip locked))
        returning 1
    )
    select count(*) from gone
$$;
