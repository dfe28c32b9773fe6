-- name: adverts_wanting
-- doc: The ads behind a row that counts all ads of a window that want a skill, as adverts lists them. A macro: the
--   arguments of wanting_skill, then how many rows are wanted, 0 for all.
-- grain: one row per job
-- needs: wanting_skill adverts
create or replace macro adverts_wanting(
    from_day, to_day, with_undated, want_source, want_country, want_employment,
    want_role, want_level, want_remote, want_skill, most
) as table
from adverts(
    array(
        select version_key
        from wanting_skill(
            from_day, to_day, with_undated, want_source, want_country, want_employment,
            want_role, want_level, want_remote, want_skill)
    ),
    want_skill, null, null, most)
