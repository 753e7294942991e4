-- Responses that are kept for a day, so that a request which comes again is answered again and not carried out again. A
-- row is written in the transaction of what it answers: a crash leaves both or neither. It points at no other table: that
-- would lock the institution's row at each sending, and a day later the row is gone anyway.
create table idempotency_key (
    institution_id uuid           not null,
    caller_id      uuid           not null,
    path           text           not null,
    key            text           not null,
    body_hash      text           not null,
    response       text           not null,
    expires_at     timestamptz(3) not null,
    constraint idempotency_key_pk primary key (institution_id, caller_id, path, key),
    constraint idempotency_key_is_visible check (key ~ '^[!-~]{1,255}$'),
    constraint idempotency_key_hash_is_sha256 check (body_hash ~ '^[0-9a-f]{64}$')
);
create index idempotency_key_by_expiry on idempotency_key (expires_at);
