-- The same, unless there is an institution already: of several nodes that start at once one founds it.
create or replace function found_first_institution(p_institution json) returns uuid
    language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('prosa: the first institution', 0));
    if exists (select from institution) then
        return null;
    end if;
    return found_institution(p_institution);
end $$;
