-- Events go when their time is over, and feeds begin a new history where the database is not the one it was.

-- Rows are appended, and go at the other end: what looks for the oldest event of a feed passes over the dead ones before
-- it, so that the usual fifth of the table is too many of them.
alter table feed_event set (
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05,
    toast.autovacuum_vacuum_scale_factor = 0.02, toast.autovacuum_vacuum_insert_scale_factor = 0.05);

-- What is left of a feed has no hole: events go from its oldest end only.
create function feed_event_must_be_oldest() returns trigger language plpgsql as $$
begin
    if exists (select from (select g.institution_id, g.feed_id, max(g.seq) as seq from gone g group by 1, 2) latest
               join feed_event e on e.institution_id = latest.institution_id and e.feed_id = latest.feed_id
                                and e.seq < latest.seq) then
        raise exception 'an older event of the same feed would stay'
            using errcode = 'check_violation', constraint = 'feed_event_goes_oldest_first';
    end if;
    return null;
end $$;
create trigger feed_event_goes_oldest_first after delete on feed_event
    referencing old table as gone for each statement execute function feed_event_must_be_oldest();

-- Deletes the oldest events of a feed, p_most of them at most, as far as each is from before p_before. The clocks of nodes
-- differ: an event from before that stands behind one that is not stays with it.
create function feed_expire_one(p_institution uuid, p_feed uuid, p_before timestamptz, p_most bigint) returns bigint
    language sql as $$
    with oldest as (
        select e.seq, e.at from feed_event e
        where e.institution_id = p_institution and e.feed_id = p_feed order by e.seq limit p_most
    ), prefix as (
        select o.seq, bool_and(o.at < p_before) over (order by o.seq) as is_over from oldest o
    ), gone as (
        delete from feed_event e
        where e.institution_id = p_institution and e.feed_id = p_feed
          and e.seq <= (select max(p.seq) from prefix p where p.is_over)
        returning 1
    )
    select count(*) from gone
$$;

-- Deletes at most p_most events from before p_before, in the first p_feeds feeds from the given one on, and tells how many
-- and with which feed to go on: null after the last. No row: another node is at it. Takes no lock that a writer waits for.
create function feed_expire(p_before timestamptz, p_institution uuid, p_feed uuid, p_feeds integer, p_most bigint)
    returns table (expired bigint, next_institution uuid, next_feed uuid)
    language plpgsql as $$
declare
    f      record;
    looked integer := 0;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('prosa: feed retention', 0)) then
        return;
    end if;
    expired := 0;
    for f in
        select g.institution_id, g.id,
               (select e.at from feed_event e where e.institution_id = g.institution_id and e.feed_id = g.id
                order by e.seq limit 1) < p_before as is_over
        from feed g
        where (g.institution_id, g.id) >= (p_institution, p_feed)
        order by g.institution_id, g.id limit p_feeds + 1
    loop
        next_institution := f.institution_id;
        next_feed := f.id;
        looked := looked + 1;
        exit when looked > p_feeds;
        if f.is_over then
            expired := expired + feed_expire_one(f.institution_id, f.id, p_before, p_most - expired);
            exit when expired >= p_most;
        end if;
        next_institution := null;
        next_feed := null;
    end loop;
    return next;
end $$;

-- Where the feeds are, in words: the server, its timeline, the database, the table. A restore, a promotion or a copy
-- differs in one of them at least, but for a copied data directory that starts as if nothing had happened. The control
-- file has the timeline only after the next checkpoint, the name of the log's file at once. '?': this role may not ask,
-- or this server does not tell.
create function feed_origin() returns text language plpgsql as $$
declare
    server   text := '?';
    timeline text := '?';
begin
    begin
        server := (select c.system_identifier from pg_control_system() c);
    exception when insufficient_privilege or feature_not_supported then null;
    end;
    begin
        timeline := left(pg_walfile_name(pg_current_wal_lsn()), 8);
    exception when insufficient_privilege or feature_not_supported then null;
    end;
    return format('server %s, timeline %s, database %s, table %s', server, timeline,
                  (select d.oid from pg_database d where d.datname = current_database()), 'feed'::regclass::oid);
end $$;

-- Where they were when they were last served.
create table feed_served (
    one    boolean not null default true,
    origin text    not null,
    constraint feed_served_pk primary key (one),
    constraint feed_served_is_one check (one)
);
insert into feed_served (origin) values (feed_origin());

-- Every feed begins a new history, if they are elsewhere than when they were last served, or always: nobody goes on from
-- what may never have happened here. Tells where they are and how many there are; renewed is null if all is as it was.
-- To be asked on each new connection, before anything else. Feeds are locked as in feed_append, after feed_served, which
-- nobody else locks; of two at once, the second finds it done.
create function feed_recognise(p_always boolean) returns table (origin text, renewed bigint)
    language plpgsql as $$
begin
    if pg_is_in_recovery() then
        raise exception 'this is a standby' using errcode = 'cannot_connect_now';
    end if;
    origin := feed_origin();
    if p_always or not exists (select from feed_served s where s.origin = feed_recognise.origin) then
        perform from feed_served for update;
        if p_always or not exists (select from feed_served s where s.origin = feed_recognise.origin) then
            perform from feed f order by f.institution_id, f.id <> f.institution_id, f.id for no key update;
            update feed set epoch = uuidv7();
            get diagnostics renewed = row_count;
            insert into feed_served (origin) values (feed_recognise.origin)
            on conflict (one) do update set origin = excluded.origin;
        end if;
    end if;
    return next;
end $$;
