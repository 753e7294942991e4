-- The messages of conversations.

-- What a message says, apart from its type, by the names that the API has for it. Functions hand it on as a whole, so that
-- nothing else in SQL names the fields of media or of a contact card.
create type media_shape as ("fileName" text, "mimeType" text, "fileSize" bigint);

create type card_shape as (name text, phone text, email text, organization text);

create type message_content as (text text, "mediaUrl" text, media media_shape, "contactCard" card_shape);

create table message (
    institution_id  uuid            not null,
    conversation_id uuid            not null,
    seq             bigint          not null,
    previous_seq    bigint          generated always as (nullif(seq - 1, 0)) stored,
    id              uuid            not null default uuidv7(),
    channel_id      uuid            not null,
    type            text            not null,
    direction       text            not null,
    status          text            not null,
    content         message_content not null,
    from_phone      text,
    to_phone        text,
    author_type     text            not null,
    author_id       uuid            not null,
    author_name     text            not null,
    external_id     text,
    error_code      text,
    error_message   text,
    sent_at         timestamptz(3),
    created_at      timestamptz(3)  not null,
    updated_at      timestamptz(3)  not null,
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
    constraint message_has_text check ((content).text is not null),
    constraint message_content_length check (char_length((content).text) <= 4096),
    -- "distinct from null": media of which nothing but the address is known is there, and all its fields are null
    constraint message_media_has_url check (
        (type in ('image', 'audio', 'video', 'document')) = ((content)."mediaUrl" is not null)
        and ((content)."mediaUrl" is not null) = ((content).media is distinct from null)),
    constraint message_contact_has_card check ((type = 'contact') = ((content)."contactCard" is distinct from null))
);

-- the position of a conversation is that of a message there is
alter table conversation add constraint conversation_head_is_a_message foreign key (institution_id, id, head)
    references message (institution_id, conversation_id, seq) deferrable initially deferred;

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

-- What became of an item of a batch (take_inbound): n is its place in the batch, from 1.
create type inbound_result as (n bigint, message_id uuid, conversation_id uuid, seq bigint, duplicate boolean);
