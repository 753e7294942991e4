create or replace aggregate message_status_after_all(p_start text, p_reported text) (
    sfunc = message_status_after, stype = text
);
