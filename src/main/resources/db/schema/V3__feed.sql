-- The ordered log of each department. A feed's id is its department's id; the feed of triage has the institution's.
-- The triggers that hold it are with their functions.

create table feed (
    institution_id uuid   not null,
    id             uuid   not null,
    department_id  uuid   generated always as (case when id <> institution_id then id end) stored,
    seq            bigint not null default 0,
    epoch          uuid   not null default uuidv7(),
    constraint feed_pk primary key (institution_id, id),
    constraint feed_institution_fk foreign key (institution_id) references institution (id),
    constraint feed_department_fk foreign key (institution_id, department_id) references department (institution_id, id),
    constraint feed_seq_not_negative check (seq >= 0)
) with (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);

-- access_ended: the right of subject_agent to this feed ended, or of everybody where there is no subject.
--
-- Rows are appended, and go at the other end: what looks for the oldest event of a feed passes over the dead ones before
-- it, so that the usual fifth of the table is too many of them.
create table feed_event (
    institution_id uuid           not null,
    feed_id        uuid           not null,
    seq            bigint         not null,
    type           text           not null,
    at             timestamptz(3) not null,
    subject_agent  uuid,
    access_ended   boolean        not null default false,
    payload        text           not null,
    constraint feed_event_pk primary key (institution_id, feed_id, seq),
    constraint feed_event_feed_fk foreign key (institution_id, feed_id) references feed (institution_id, id),
    constraint feed_event_seq_positive check (seq > 0),
    constraint feed_event_access_has_subject
        check (not access_ended or subject_agent is not null or type = 'department.deleted')
) with (
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05,
    toast.autovacuum_vacuum_scale_factor = 0.02, toast.autovacuum_vacuum_insert_scale_factor = 0.05);

-- Where the feeds were (feed_origin) when they were last served.
create table feed_served (
    one    boolean not null default true,
    origin text    not null,
    constraint feed_served_pk primary key (one),
    constraint feed_served_is_one check (one)
);
