-- The ordered log of each department. A feed's id is its department's id; the feed of triage has the institution's.

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
);

create function feed_of_institution() returns trigger language plpgsql as $$
begin
    insert into feed (institution_id, id) values (new.id, new.id);
    return null;
end $$;
create trigger institution_has_feed after insert on institution for each row execute function feed_of_institution();

create function feed_of_department() returns trigger language plpgsql as $$
begin
    insert into feed (institution_id, id) values (new.institution_id, new.id);
    return null;
end $$;
create trigger department_has_feed after insert on department for each row execute function feed_of_department();

-- Whoever moves a feed wakes its readers, in the same transaction; PostgreSQL merges the hints of one transaction.
create function feed_wake() returns trigger language plpgsql as $$
begin
    perform pg_notify('prosa_feed', new.id::text);
    return null;
end $$;
create trigger feed_wakes_readers after update of seq on feed for each row execute function feed_wake();

-- A feed's position moves only together with the events it counts ...
create function feed_must_have_events() returns trigger language plpgsql as $$
begin
    if new.seq < old.seq or new.seq - old.seq <> (
        select count(*) from feed_event e
        where e.institution_id = new.institution_id and e.feed_id = new.id and e.seq > old.seq and e.seq <= new.seq)
    then
        raise exception 'feed % moved from % to % without its events', new.id, old.seq, new.seq
            using errcode = 'check_violation', constraint = 'feed_without_gaps';
    end if;
    return null;
end $$;
create constraint trigger feed_without_gaps after update of seq on feed
    deferrable initially deferred for each row execute function feed_must_have_events();

-- ... and no event stands beyond its feed's position.
create function feed_event_must_be_counted() returns trigger language plpgsql as $$
begin
    if exists (select from inserted i join feed f on f.institution_id = i.institution_id and f.id = i.feed_id
               where i.seq > f.seq) then
        raise exception 'an event beyond the position of its feed'
            using errcode = 'check_violation', constraint = 'feed_event_within_feed';
    end if;
    return null;
end $$;
create trigger feed_event_within_feed after insert on feed_event
    referencing new table as inserted for each statement execute function feed_event_must_be_counted();

create function feed_event_must_stay() returns trigger language plpgsql as $$
begin
    raise exception 'event % of feed % would change', old.seq, old.feed_id
        using errcode = 'check_violation', constraint = 'feed_event_is_final';
end $$;
create trigger feed_event_is_final before update on feed_event for each row execute function feed_event_must_stay();

create function event_json(p_seq bigint, p_type text, p_at timestamptz, p_data text) returns text
    language sql stable
return '{"seq":' || p_seq || ',"type":"' || p_type || '","at":"' || iso(p_at) || '","data":' || p_data || '}';

-- Appends events, in the order of the arrays within each feed. The feeds' rows are locked in order (triage first, then
-- by id) and stay so until the commit: that is what makes seq gap-free and its order the order of commits.
-- Call it last: nothing else may be locked after it. An event for a feed that is not there has no seq and fails.
create function feed_append(p_institution uuid[], p_feed uuid[], p_type text[], p_data text[], p_at timestamptz,
                            p_subject uuid[] default null, p_ended boolean[] default null) returns void
    language plpgsql as $$
begin
    -- A statement of its own: an update in the statement that waited would go through the versions of the row that its
    -- old snapshot saw, where the next one that waits holds the queue: a deadlock within one feed.
    perform from feed f
    where (f.institution_id, f.id) in (select e.institution_id, e.feed_id
                                       from unnest(p_institution, p_feed) as e (institution_id, feed_id))
    order by f.institution_id, f.id <> f.institution_id, f.id
    for no key update;

    with event as (
        select e.institution_id, e.feed_id, e.type, e.data, e.subject, e.ended,
               row_number() over (partition by e.institution_id, e.feed_id order by e.n) as k
        from rows from (unnest(p_institution), unnest(p_feed), unnest(p_type), unnest(p_data),
                        unnest(p_subject), unnest(p_ended))
             with ordinality as e (institution_id, feed_id, type, data, subject, ended, n)
    ), moved as (
        update feed f set seq = f.seq + n.events
        from (select e.institution_id, e.feed_id, count(*) as events from event e group by 1, 2) n
        where f.institution_id = n.institution_id and f.id = n.feed_id
        returning f.institution_id, f.id, f.seq - n.events as before
    )
    insert into feed_event (institution_id, feed_id, seq, type, at, subject_agent, access_ended, payload)
    select e.institution_id, e.feed_id, m.before + e.k, e.type, p_at, e.subject, coalesce(e.ended, false),
           event_json(m.before + e.k, e.type, p_at, e.data)
    from event e left join moved m on m.institution_id = e.institution_id and m.id = e.feed_id;
end $$;
