-- name: wanting
-- doc: The ads that the common parameters select, of them those that want a skill of a category, whatever their date.
--   A macro: wanting(source, country, employment, role, level, remote, category), each null for all.
-- grain: one row per job
-- needs: selected ad_skills
create or replace macro wanting(
    want_source, want_country, want_employment, want_role, want_level, want_remote, want_category
) as table
select *
from selected(want_source, want_country, want_employment, want_role, want_level, want_remote)
where want_category is null
    or version_key in (select version_key from ad_skills where category = want_category)
