-- Where the feeds are, in words: the server, its timeline, the database, the table. A restore, a promotion or a copy
-- differs in one of them at least, but for a copied data directory that starts as if nothing had happened. The control
-- file has the timeline only after the next checkpoint, the name of the log's file at once. '?': this role may not ask,
-- or this server does not tell.
create or replace function feed_origin() returns text
    language plpgsql as $$
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

-- A new database is served here first: nothing begins anew.
insert into feed_served (origin) select feed_origin() where not exists (select from feed_served);
