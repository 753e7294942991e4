-- Conversations, their messages and their history. What the rules promise is held here too: code that is wrong fails.

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
    -- who holds it now: a member of its department (R6), and active
    holder                 uuid generated always as (case when status = 'OPEN' then assigned_to end) stored,
    holder_active          boolean generated always as (case when status = 'OPEN' then true end) stored,
    head                   bigint generated always as (nullif(last_seq, 0)) stored,
    constraint conversation_pk primary key (institution_id, id),
    constraint conversation_channel_fk foreign key (institution_id, channel_id) references channel (institution_id, id),
    constraint conversation_contact_fk foreign key (institution_id, contact_id) references contact (institution_id, id),
    constraint conversation_feed_fk foreign key (institution_id, feed_id) references feed (institution_id, id),
    constraint conversation_holder_is_member foreign key (institution_id, department_id, holder)
        references membership (institution_id, department_id, agent_id),
    constraint conversation_holder_is_active foreign key (institution_id, holder, holder_active)
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
create index conversation_by_holder on conversation (institution_id, holder, updated_at desc, id desc) where holder is not null;
create index conversation_closed on conversation (institution_id, feed_id, updated_at desc, id desc) where status = 'CLOSED';
create index conversation_closed_of_all on conversation (institution_id, updated_at desc, id desc) where status = 'CLOSED';
create index conversation_closed_by_holder on conversation (institution_id, assigned_to, updated_at desc, id desc) where status = 'CLOSED';

create function conversation_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'conversation % is closed', old.id
        using errcode = 'check_violation', constraint = 'conversation_closed_is_final';
end $$;
create trigger conversation_closed_is_final before update on conversation
    for each row when (old.status = 'CLOSED') execute function conversation_is_final();

create function conversation_must_advance() returns trigger language plpgsql as $$
begin
    raise exception 'conversation % would go backwards', old.id
        using errcode = 'check_violation', constraint = 'conversation_only_forwards';
end $$;
create trigger conversation_only_forwards before update on conversation for each row
    when (new.version < old.version or new.last_seq < old.last_seq or new.last_read_seq < old.last_read_seq
          or new.updated_at < old.updated_at)
    execute function conversation_must_advance();

create function conversation_must_stay() returns trigger language plpgsql as $$
begin
    raise exception 'conversation % would change its channel, its contact or what it follows', old.id
        using errcode = 'check_violation', constraint = 'conversation_stays_where_it_is';
end $$;
create trigger conversation_stays_where_it_is before update on conversation for each row
    when (new.channel_id <> old.channel_id or new.contact_id <> old.contact_id or new.created_at <> old.created_at
          or new.previous_id is distinct from old.previous_id)
    execute function conversation_must_stay();

create function conversation_must_be_versioned() returns trigger language plpgsql as $$
begin
    raise exception 'conversation % would change within version %', old.id, old.version
        using errcode = 'check_violation', constraint = 'conversation_change_has_version';
end $$;
create trigger conversation_change_has_version before update on conversation for each row
    when (new.version = old.version
          and (new.status, new.department_id, new.assigned_to, new.last_seq, new.last_read_seq, new.unread_count)
              is distinct from
              (old.status, old.department_id, old.assigned_to, old.last_seq, old.last_read_seq, old.unread_count))
    execute function conversation_must_be_versioned();

create table message (
    institution_id    uuid           not null,
    conversation_id   uuid           not null,
    seq               bigint         not null,
    previous_seq      bigint         generated always as (nullif(seq - 1, 0)) stored,
    id                uuid           not null default uuidv7(),
    channel_id        uuid           not null,
    type              text           not null,
    direction         text           not null,
    status            text           not null,
    content           text           not null,
    media_url         text,
    file_name         text,
    mime_type         text,
    file_size         bigint,
    card_phone        text,
    card_email        text,
    card_organization text,
    from_phone        text,
    to_phone          text,
    author_type       text           not null,
    author_id         uuid           not null,
    author_name       text           not null,
    external_id       text,
    error_code        text,
    error_message     text,
    sent_at           timestamptz(3),
    created_at        timestamptz(3) not null,
    updated_at        timestamptz(3) not null,
    constraint message_pk primary key (institution_id, conversation_id, seq),
    constraint message_id_unique unique (institution_id, id),
    constraint message_conversation_fk foreign key (institution_id, conversation_id) references conversation (institution_id, id),
    -- 1, 2, 3, … without gaps (R9)
    constraint message_without_gaps foreign key (institution_id, conversation_id, previous_seq)
        references message (institution_id, conversation_id, seq),
    constraint message_seq_positive check (seq > 0),
    constraint message_type_known check (type in ('text', 'image', 'audio', 'video', 'document', 'contact')),
    constraint message_direction_known check (direction in ('INBOUND', 'OUTBOUND')),
    constraint message_status_known check (status in ('QUEUED', 'SENT', 'DELIVERED', 'READ', 'FAILED')),
    constraint message_inbound_is_delivered check (direction = 'OUTBOUND' or status = 'DELIVERED'),
    constraint message_author_known check (author_type in ('CONTACT', 'AGENT', 'API_KEY')),
    constraint message_author_fits check ((direction = 'INBOUND') = (author_type = 'CONTACT')),
    constraint message_media_has_url check ((type in ('image', 'audio', 'video', 'document')) = (media_url is not null)),
    constraint message_content_length check (char_length(content) <= 4096)
);

-- the position of a conversation is that of a message there is
alter table conversation add constraint conversation_head_is_a_message foreign key (institution_id, id, head)
    references message (institution_id, conversation_id, seq) deferrable initially deferred;

create function message_must_be_counted() returns trigger language plpgsql as $$
begin
    if exists (select from inserted m
               join conversation c on c.institution_id = m.institution_id and c.id = m.conversation_id
               where m.seq > c.last_seq or c.channel_id <> m.channel_id) then
        raise exception 'a message beyond the position of its conversation, or of another channel'
            using errcode = 'check_violation', constraint = 'message_within_conversation';
    end if;
    return null;
end $$;
create trigger message_within_conversation after insert on message
    referencing new table as inserted for each statement execute function message_must_be_counted();

-- R12, as MessageStatus has it: only forwards, steps may be skipped, FAILED and READ are final.
create function message_status_may_become(p_from text, p_to text) returns boolean
    language sql immutable
return case p_to
    when 'FAILED' then p_from in ('QUEUED', 'SENT')
    else p_from <> 'FAILED' and array_position(array['QUEUED', 'SENT', 'DELIVERED', 'READ'], p_from)
                                < array_position(array['QUEUED', 'SENT', 'DELIVERED', 'READ'], p_to)
end;

create function message_must_advance() returns trigger language plpgsql as $$
begin
    raise exception 'message % cannot become % after %', old.id, new.status, old.status
        using errcode = 'check_violation', constraint = 'message_status_only_forwards';
end $$;
create trigger message_status_only_forwards before update of status on message for each row
    when (old.status <> new.status and not message_status_may_become(old.status, new.status))
    execute function message_must_advance();

create function message_must_stay() returns trigger language plpgsql as $$
begin
    raise exception 'message % would change its place or its direction', old.id
        using errcode = 'check_violation', constraint = 'message_stays_where_it_is';
end $$;
create trigger message_stays_where_it_is before update on message for each row
    when ((new.institution_id, new.conversation_id, new.seq, new.id, new.channel_id, new.direction)
          is distinct from (old.institution_id, old.conversation_id, old.seq, old.id, old.channel_id, old.direction))
    execute function message_must_stay();

-- What was taken in (R11): apart from the messages, so that those can be partitioned by time.
create table inbound_id (
    institution_id  uuid   not null,
    channel_id      uuid   not null,
    external_id     text   not null,
    message_id      uuid   not null,
    conversation_id uuid   not null,
    seq             bigint not null,
    constraint inbound_id_unique primary key (institution_id, channel_id, external_id),
    constraint inbound_id_message_fk foreign key (institution_id, conversation_id, seq)
        references message (institution_id, conversation_id, seq)
);

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
