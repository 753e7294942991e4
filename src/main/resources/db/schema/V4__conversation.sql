-- Conversations and their history. What the rules promise is held here and by the triggers, which are with their
-- functions: code that is wrong fails.

create table conversation (
    institution_id         uuid           not null,
    id                     uuid           not null default uuidv7(),
    channel_id             uuid           not null,
    contact_id             uuid           not null,
    contact_name           text           not null,
    contact_phone          text           not null,
    department_id          uuid,
    status                 text           not null,
    assigned_to            uuid,
    assignee_name          text,
    last_seq               bigint         not null default 0,
    last_read_seq          bigint         not null default 0,
    unread_count           bigint         not null default 0,
    last_message_id        uuid,
    last_message_type      text,
    last_message_direction text,
    last_message_text      text,
    last_message_at        timestamptz(3),
    created_at             timestamptz(3) not null,
    updated_at             timestamptz(3) not null,
    waiting_since          timestamptz(3),
    closed_at              timestamptz(3),
    previous_id            uuid,
    version                bigint         not null,
    feed_id                uuid generated always as (coalesce(department_id, institution_id)) stored,
    -- its assignee while it is open: a member of its department (R6), and active
    open_assignee          uuid generated always as (case when status = 'OPEN' then assigned_to end) stored,
    open_assignee_active   boolean generated always as (case when status = 'OPEN' then true end) stored,
    head                   bigint generated always as (nullif(last_seq, 0)) stored,
    constraint conversation_pk primary key (institution_id, id),
    constraint conversation_channel_fk foreign key (institution_id, channel_id) references channel (institution_id, id),
    constraint conversation_contact_fk foreign key (institution_id, contact_id) references contact (institution_id, id),
    constraint conversation_feed_fk foreign key (institution_id, feed_id) references feed (institution_id, id),
    constraint conversation_assignee_is_member foreign key (institution_id, department_id, open_assignee)
        references membership (institution_id, department_id, agent_id),
    constraint conversation_assignee_is_active foreign key (institution_id, open_assignee, open_assignee_active)
        references agent (institution_id, id, active),
    constraint conversation_assignee_fk foreign key (institution_id, assigned_to) references agent (institution_id, id),
    constraint conversation_by_contact unique (institution_id, contact_id, channel_id, id),
    -- it follows a closed one of the same contact there (R5): closed, since of two only one can be active
    constraint conversation_previous_fk foreign key (institution_id, contact_id, channel_id, previous_id)
        references conversation (institution_id, contact_id, channel_id, id),
    constraint conversation_previous_unique unique (institution_id, previous_id),
    constraint conversation_previous_is_another check (previous_id <> id),
    constraint conversation_status_known check (status in ('PENDING', 'OPEN', 'CLOSED')),
    constraint conversation_open_is_assigned check (status = 'CLOSED' or (status = 'OPEN') = (assigned_to is not null)),
    constraint conversation_assignee_has_name check ((assigned_to is null) = (assignee_name is null)),
    constraint conversation_closed_has_time check ((status = 'CLOSED') = (closed_at is not null)),
    constraint conversation_closed_is_read check (status <> 'CLOSED'
        or (last_read_seq = last_seq and unread_count = 0 and waiting_since is null)),
    constraint conversation_read_within check (last_read_seq between 0 and last_seq),
    constraint conversation_unread_within check (unread_count between 0 and last_seq - last_read_seq),
    constraint conversation_unread_waits check (unread_count = 0 or waiting_since is not null),
    constraint conversation_last_message check ((last_seq = 0) = (last_message_id is null)),
    constraint conversation_version_positive check (version > 0)
) with (fillfactor = 80);

create unique index conversation_one_active on conversation (institution_id, channel_id, contact_id) where status <> 'CLOSED';
-- all but the first of a contact there follow another (R5)
create unique index conversation_one_first on conversation (institution_id, channel_id, contact_id) where previous_id is null;
-- The queue of a department (by its feed, which triage has too) and of all, by last activity and by waiting. Closed
-- conversations weigh nothing in the first four; they never change, so the others are written once.
create index conversation_queue on conversation (institution_id, feed_id, updated_at desc, id desc) where status <> 'CLOSED';
create index conversation_queue_of_all on conversation (institution_id, updated_at desc, id desc) where status <> 'CLOSED';
create index conversation_waiting on conversation (institution_id, feed_id, coalesce(waiting_since, 'infinity'), id) where status <> 'CLOSED';
create index conversation_waiting_of_all on conversation (institution_id, coalesce(waiting_since, 'infinity'), id) where status <> 'CLOSED';
create index conversation_by_open_assignee on conversation (institution_id, open_assignee, updated_at desc, id desc) where open_assignee is not null;
create index conversation_closed on conversation (institution_id, feed_id, updated_at desc, id desc) where status = 'CLOSED';
create index conversation_closed_of_all on conversation (institution_id, updated_at desc, id desc) where status = 'CLOSED';
create index conversation_closed_by_assignee on conversation (institution_id, assigned_to, updated_at desc, id desc) where status = 'CLOSED';

create table conversation_history (
    institution_id   uuid           not null,
    conversation_id  uuid           not null,
    id               uuid           not null default uuidv7(),
    type             text           not null,
    at               timestamptz(3) not null,
    by_type          text           not null,
    by_id            uuid,
    by_name          text           not null,
    from_department  uuid,
    from_attendant   uuid,
    to_department    uuid,
    to_attendant     uuid,
    note             text,
    constraint conversation_history_pk primary key (institution_id, conversation_id, id),
    constraint conversation_history_conversation_fk foreign key (institution_id, conversation_id)
        references conversation (institution_id, id),
    constraint conversation_history_type_known check (type in ('OPENED', 'ASSIGNED', 'TRANSFERRED', 'CLOSED')),
    constraint conversation_history_by_known check (by_type in ('AGENT', 'API_KEY', 'SYSTEM')),
    constraint conversation_history_by_fits check ((by_type = 'SYSTEM') = (by_id is null))
);
