-- Who exists and who may see what. Every key begins with the institution, so that the tables can be distributed by it.

create table institution (
    id         uuid           not null default uuidv7(),
    name       text           not null,
    created_at timestamptz(3) not null default now(),
    constraint institution_pk primary key (id)
);

create table department (
    institution_id uuid           not null,
    id             uuid           not null default uuidv7(),
    name           text           not null,
    created_at     timestamptz(3) not null default now(),
    deleted_at     timestamptz(3),
    there          boolean generated always as (case when deleted_at is null then true end) stored,
    constraint department_pk primary key (institution_id, id),
    constraint department_there_unique unique (institution_id, id, there),
    constraint department_institution_fk foreign key (institution_id) references institution (id)
);
create unique index department_name_unique on department (institution_id, lower(name)) where deleted_at is null;

create table agent (
    institution_id uuid           not null,
    id             uuid           not null default uuidv7(),
    name           text           not null,
    email          text           not null,
    password_hash  text,
    role           text           not null,
    active         boolean        not null default true,
    created_at     timestamptz(3) not null default now(),
    updated_at     timestamptz(3) not null default now(),
    deleted_at     timestamptz(3),
    constraint agent_pk primary key (institution_id, id),
    constraint agent_institution_fk foreign key (institution_id) references institution (id),
    constraint agent_activity_unique unique (institution_id, id, active),
    constraint agent_role_known check (role in ('ADMIN', 'SUPERVISOR', 'AGENT')),
    constraint agent_deleted_is_inactive check (deleted_at is null or not active)
);
-- over the whole installation: the login knows nothing but the email
create unique index agent_email_unique on agent (lower(email)) where deleted_at is null;

-- Of departments that are there: nobody belongs to a deleted one.
create table membership (
    institution_id   uuid not null,
    department_id    uuid not null,
    agent_id         uuid not null,
    department_there boolean generated always as (true) stored,
    constraint membership_pk primary key (institution_id, department_id, agent_id),
    constraint membership_department_fk foreign key (institution_id, department_id, department_there)
        references department (institution_id, id, there),
    constraint membership_agent_fk foreign key (institution_id, agent_id) references agent (institution_id, id)
);
create index membership_by_agent on membership (institution_id, agent_id);

-- A channel that is there leads to a department that is there.
create table channel (
    institution_id uuid           not null,
    id             uuid           not null default uuidv7(),
    name           text           not null,
    type           text           not null,
    department_id  uuid,
    phone          text,
    created_at     timestamptz(3) not null default now(),
    deleted_at     timestamptz(3),
    there          boolean generated always as (case when deleted_at is null then true end) stored,
    constraint channel_pk primary key (institution_id, id),
    constraint channel_institution_fk foreign key (institution_id) references institution (id),
    constraint channel_department_fk foreign key (institution_id, department_id, there)
        references department (institution_id, id, there),
    constraint channel_type_known check (type in ('WEBCHAT', 'WHATSAPP_WABA', 'WHATSAPP_BAILEYS', 'GENERIC')),
    constraint channel_phone_is_phone check (phone ~ '^[0-9]{8,15}$')
);

create table contact (
    institution_id uuid           not null,
    id             uuid           not null default uuidv7(),
    name           text           not null,
    phone          text           not null,
    email          text,
    tags           text[]         not null default '{}',
    metadata       jsonb          not null default '{}',
    created_at     timestamptz(3) not null default now(),
    updated_at     timestamptz(3) not null default now(),
    deleted_at     timestamptz(3),
    constraint contact_pk primary key (institution_id, id),
    constraint contact_institution_fk foreign key (institution_id) references institution (id),
    constraint contact_phone_is_phone check (phone ~ '^[0-9]{8,15}$'),
    constraint contact_metadata_size check (octet_length(metadata::text) <= 16384)
);
create unique index contact_phone_unique on contact (institution_id, phone) where deleted_at is null;

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

-- May this agent (null: somebody who sees all of the institution) see what lies in this department (null: triage)?
create function sees(p_institution uuid, p_agent uuid, p_department uuid) returns boolean
    language sql stable
return p_agent is null or p_department is null or exists (
    select from membership m
    where m.institution_id = p_institution and m.department_id = p_department and m.agent_id = p_agent);

-- The same as a set: the feeds such an agent sees, those of its departments and triage's, which has the institution's id.
create function feeds_seen(p_institution uuid, p_agent uuid) returns setof uuid
    language sql stable
begin atomic
    select p_institution
    union all
    select m.department_id from membership m where m.institution_id = p_institution and m.agent_id = p_agent;
end;

-- ISO 8601 in UTC with exactly milliseconds.
create function iso(p_at timestamptz) returns text
    language sql stable
return to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
