-- Who exists and who may see what. Every key begins with the institution, so that the tables can be distributed by it.
-- Lists are by name, and page by (lower(name), id).

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
    not_deleted    boolean generated always as (case when deleted_at is null then true end) stored,
    constraint department_pk primary key (institution_id, id),
    constraint department_not_deleted_unique unique (institution_id, id, not_deleted),
    constraint department_institution_fk foreign key (institution_id) references institution (id)
);
create unique index department_name_unique on department (institution_id, lower(name)) where deleted_at is null;
create index department_by_name on department (institution_id, lower(name), id) where deleted_at is null;

create table agent (
    institution_id      uuid           not null,
    id                  uuid           not null default uuidv7(),
    name                text           not null,
    email               text           not null,
    password_hash       text,
    role                text           not null,
    active              boolean        not null default true,
    created_at          timestamptz(3) not null default now(),
    updated_at          timestamptz(3) not null default now(),
    deleted_at          timestamptz(3),
    password_changed_at timestamptz(3),
    constraint agent_pk primary key (institution_id, id),
    constraint agent_institution_fk foreign key (institution_id) references institution (id),
    constraint agent_activity_unique unique (institution_id, id, active),
    constraint agent_role_known check (role in ('ADMIN', 'SUPERVISOR', 'AGENT')),
    constraint agent_deleted_is_inactive check (deleted_at is null or not active)
);
-- over the whole installation: the login knows nothing but the email
create unique index agent_email_unique on agent (lower(email)) where deleted_at is null;
create index agent_by_name on agent (institution_id, lower(name), id) where deleted_at is null;

-- Nobody belongs to a deleted department: the foreign key points at one that is not deleted.
create table membership (
    institution_id         uuid not null,
    department_id          uuid not null,
    agent_id               uuid not null,
    department_not_deleted boolean generated always as (true) stored,
    constraint membership_pk primary key (institution_id, department_id, agent_id),
    constraint membership_department_fk foreign key (institution_id, department_id, department_not_deleted)
        references department (institution_id, id, not_deleted),
    constraint membership_agent_fk foreign key (institution_id, agent_id) references agent (institution_id, id)
);
create index membership_by_agent on membership (institution_id, agent_id);

-- A channel that is not deleted leads to a department that is not deleted.
create table channel (
    institution_id uuid           not null,
    id             uuid           not null default uuidv7(),
    name           text           not null,
    type           text           not null,
    department_id  uuid,
    phone          text,
    created_at     timestamptz(3) not null default now(),
    deleted_at     timestamptz(3),
    not_deleted    boolean generated always as (case when deleted_at is null then true end) stored,
    constraint channel_pk primary key (institution_id, id),
    constraint channel_institution_fk foreign key (institution_id) references institution (id),
    constraint channel_department_fk foreign key (institution_id, department_id, not_deleted)
        references department (institution_id, id, not_deleted),
    constraint channel_type_known check (type in ('WEBCHAT', 'WHATSAPP_WABA', 'WHATSAPP_BAILEYS', 'GENERIC')),
    constraint channel_phone_is_phone check (phone ~ '^[0-9]{8,15}$')
);
-- over the whole installation: a record of Kafka knows nothing but the channel
create unique index channel_id_unique on channel (id);
create index channel_by_name on channel (institution_id, lower(name), id) where deleted_at is null;

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
create index contact_by_name on contact (institution_id, lower(name), id) where deleted_at is null;
