-- name: charged
-- doc: The ads of a window that name pay or a budget by the hour or the project, with the levels that they are counted
--   in: any, and the ad's own where it says one. amounts are twenty, which spread the range evenly. A macro:
--   charged(since, until, undated, source, country, employment, role, level, remote, category), those from source on
--   each null for all.
-- grain: one row per job, kind of pay and period
-- needs: wanting ad_pay is_in_window
create or replace macro charged(
    from_day, to_day, with_undated, want_source, want_country, want_employment,
    want_role, want_level, want_remote, want_category
) as table
select
    a.version_key, a.source, a.day, a.employer_id, p.kind, p.period, p.low, p.high,
    [p.low + (p.high - p.low) * (j + 0.5) / 20 for j in range(20)] as amounts,
    list_filter(['any', case
        when a.seniority in ('senior', 'lead', 'principal') then 'senior'
        when a.seniority in ('junior', 'mid') then a.seniority
    end], x -> x is not null) as levels
from wanting(want_source, want_country, want_employment, want_role, want_level, want_remote, want_category) as a
join ad_pay as p on p.version_key = a.version_key
where is_in_window(a.day, from_day, to_day, with_undated)
    and p.kind in ('offer', 'budget') and p.period in ('hour', 'project') and p.low > 0
