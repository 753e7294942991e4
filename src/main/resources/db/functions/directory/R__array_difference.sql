create or replace function array_difference(p_all uuid[], p_these uuid[]) returns uuid[]
    language sql immutable as $$
    select array(select a from unnest(p_all) a except select t from unnest(p_these) t)
$$;
