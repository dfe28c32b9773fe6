-- name: two_windows
-- doc: The selected ads of a window and of the window it is compared with; is_now is 1 for the first. is_fair says that
--   the source was watched since the base began and in the ad's month, and that the ad was seen in time: only such ads
--   tell what changed.
--   A macro: two_windows(since, until, base_since, base_until, source, country, employment, role, level,
--   remote), those from source on each null for all.
-- grain: one row per job
-- needs: selected watched
create or replace macro two_windows(
    from_day, to_day, base_from, base_to, want_source, want_country, want_employment,
    want_role, want_level, want_remote
) as table
select
    a.*,
    case when a.day between from_day::date and to_day::date then 1 else 0 end as is_now,
    coalesce(w.fair_since <= base_from::date and not a.is_late, false) as is_fair
from selected(want_source, want_country, want_employment, want_role, want_level, want_remote) as a
left join watched as w on w.source = a.source and w.month = a.month
where a.day between from_day::date and to_day::date or a.day between base_from::date and base_to::date
