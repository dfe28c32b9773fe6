-- name: wanting_skill
-- doc: The ads of a window that want a skill. A macro: wanting_skill(since, until, undated, source, country,
--   employment, role, level, remote, skill), source to remote each null for all; undated says whether those without a
--   date count, too.
-- grain: one row per job
-- needs: selected ad_skills is_in_window
create or replace macro wanting_skill(
    from_day, to_day, with_undated, want_source, want_country, want_employment,
    want_role, want_level, want_remote, want_skill
) as table
select *
from selected(want_source, want_country, want_employment, want_role, want_level, want_remote)
where is_in_window(day, from_day, to_day, with_undated)
    and version_key in (select version_key from ad_skills where skill = want_skill)
