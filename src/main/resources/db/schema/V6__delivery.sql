-- The channel's id of a message that went out; apart from the messages, as those of what came in (inbound_id).
create table outbound_id (
    institution_id  uuid   not null,
    channel_id      uuid   not null,
    external_id     text   not null,
    message_id      uuid   not null,
    conversation_id uuid   not null,
    seq             bigint not null,
    constraint outbound_id_unique primary key (institution_id, channel_id, external_id),
    constraint outbound_id_one_per_message unique (institution_id, conversation_id, seq),
    constraint outbound_id_message_fk foreign key (institution_id, conversation_id, seq)
        references message (institution_id, conversation_id, seq)
);

-- What became of an item of a batch of delivery reports (take_reports): n is its place in the batch, from 1.
create type report_result as (n bigint, message_id uuid, external_id text, status text, problem text);
