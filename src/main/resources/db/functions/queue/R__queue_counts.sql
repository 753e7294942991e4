-- How full the queues are: active conversations per department that p_viewer (null: all) may see, and their sum.
-- p_me: whose conversations are "mine", or null.
create or replace function queue_counts(p_institution uuid, p_viewer uuid, p_me uuid) returns json
    language sql stable as $$
    with department as (
        select d.id as department_id from department d
        where d.institution_id = p_institution and d.deleted_at is null and can_view(p_institution, p_viewer, d.id)
        union all
        select null
    ), active as (
        select c.department_id,
               count(*) filter (where c.status = 'PENDING') as pending,
               count(*) filter (where c.status = 'OPEN') as open,
               count(*) filter (where c.unread_count > 0) as unread,
               count(*) filter (where c.open_assignee = p_me) as mine,
               min(c.waiting_since) as waiting_since
        from conversation c
        where c.institution_id = p_institution and c.status <> 'CLOSED'
        group by c.department_id
    ), counted as (
        select d.department_id, coalesce(a.pending, 0) as pending, coalesce(a.open, 0) as open,
               coalesce(a.unread, 0) as unread, coalesce(a.mine, 0) as mine, a.waiting_since
        from department d left join active a on a.department_id is not distinct from d.department_id
    )
    select to_json(row (
        row (sum(pending), sum(open), sum(unread), sum(mine), iso(min(waiting_since)))::count_shape,
        array_agg(row (department_id, pending, open, unread, mine, iso(waiting_since))::department_count_shape
                  order by department_id nulls first))::counts_shape)
    from counted
$$;
