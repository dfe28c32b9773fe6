-- name: priced_ads
-- doc: The ads of a window that state pay, with what the figures of pay rest on. low and high are the lowest and the
--   highest end of an ad's offers of one period, in dollars. amounts are twenty of them, which spread each range
--   evenly; an ad with several offers deals the twenty out in turn, so that it weighs no more. All three are null
--   where every offer says "from" or "up to" alone. A macro: priced_ads(since, until, undated, source, employment,
--   role, level, remote, kind, inferred), source to remote each null for all; kind is that of pay_equivalents.
-- grain: one row per job and period of pay
-- needs: selected pay_equivalents is_in_window
create or replace macro priced_ads(
    from_day, to_day, with_undated, want_source, want_employment,
    want_role, want_level, want_remote, want_kind, with_inferred
) as table
with offers as (
    select
        a.version_key, a.source, a.employer_id, a.employment_class, coalesce(a.countries, []) as countries, a.city,
        e.period, e.period_inferred, e.status, e.min_usd, e.max_usd,
        row_number() over (partition by e.version_key, e.period, e.status order by e.offer) - 1 as place,
        count(*) over (partition by e.version_key, e.period, e.status) as offers
    from selected(want_source, null, want_employment, want_role, want_level, want_remote) as a
    join pay_equivalents as e on e.version_key = a.version_key
    where is_in_window(a.day, from_day, to_day, with_undated)
        and e.kind = want_kind and e.status in ('usable', 'open ended')
        and (with_inferred or not e.period_inferred)
)
select
    version_key, period,
    any_value(source) as source, any_value(employer_id) as employer_id,
    any_value(employment_class) as employment_class, any_value(countries) as countries, any_value(city) as city,
    min(min_usd) filter (status = 'usable') as low,
    max(max_usd) filter (status = 'usable') as high,
    bool_or(period_inferred) filter (status = 'usable') as is_inferred,
    flatten(list([
        min_usd + (max_usd - min_usd) * (j // offers + 0.5) / ((19 - place) // offers + 1)
        for j in range(20) if j % offers = place
    ] order by place) filter (status = 'usable')) as amounts
from offers
group by version_key, period
