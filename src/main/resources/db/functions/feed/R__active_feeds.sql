create or replace function active_feeds(p_institution uuid) returns setof uuid
    language sql stable as $$
    select f.id from feed f
    where f.institution_id = p_institution and not exists (
        select from department d
        where d.institution_id = f.institution_id and d.id = f.department_id and d.deleted_at is not null)
$$;
