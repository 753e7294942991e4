-- How programs sign in, and with what the issuer signs the tokens of people.

create table api_key (
    institution_id uuid           not null,
    id             uuid           not null default uuidv7(),
    name           text           not null,
    prefix         text           not null,
    hash           bytea          not null,
    permissions    text[]         not null,
    rate_limit     integer        not null default 60,
    expires_at     timestamptz(3),
    created_at     timestamptz(3) not null default now(),
    last_used_at   timestamptz(3),
    revoked_at     timestamptz(3),
    constraint api_key_pk primary key (institution_id, id),
    constraint api_key_institution_fk foreign key (institution_id) references institution (id),
    constraint api_key_hash_unique unique (hash),
    constraint api_key_rate_limit_range check (rate_limit between 1 and 1000000),
    constraint api_key_permissions_known check (permissions <@ array['conversations.read', 'conversations.write',
        'messages.send', 'messages.ingest', 'directory.read', 'directory.write'])
);

-- The issuer's key pairs, of the installation; the private half is encrypted under PROSA_SECRET_KEY.
create table signing_key (
    kid         text           not null,
    public_key  text           not null,
    private_key text           not null,
    created_at  timestamptz(3) not null default now(),
    constraint signing_key_pk primary key (kid)
);
