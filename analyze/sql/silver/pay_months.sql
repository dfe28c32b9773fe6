-- name: pay_months
-- doc: The ads with usable pay that a monthly series of pay counts: each in the three months that end with its own month
--   and the two after (is_now 1), and as the base of those a year later (is_now 0). upto is the month that a row counts
--   for, mid the middle of the ad's offers in dollars. Only ads of months that were watched count, and for the base only sources that were
--   watched since it began. is_matched says that the source has ads of both, so that growth may rest on them. kind_of_ad
--   is that of the macro. A macro: pay_months(source, country, employment, role, level, remote, category, skill), each
--   null for all.
-- grain: one row per job, period of pay, month that it counts for and is_now
-- needs: wanting watched ad_pay kind_of_ad
create or replace macro pay_months(
    want_source, want_country, want_employment, want_role, want_level, want_remote, want_category, want_skill
) as table
with paid as (
    select
        a.version_key, a.source, a.employer_id, a.month, p.period, p.mid, ln(p.mid) as log_mid, w.fair_since,
        kind_of_ad(a.source, a.role_family, a.seniority, a.remote, a.countries) as kind_of_ad
    from wanting(want_source, want_country, want_employment, want_role, want_level, want_remote, want_category) as a
    join watched as w on w.source = a.source and w.month = a.month
    join ad_pay as p on p.version_key = a.version_key
    where p.kind = 'offer' and p.mid > 0 and not a.is_late
        and (want_skill is null
            or a.version_key in (select version_key from ad_skills where skill = want_skill))
),
counted as (
    select *, 1 as is_now, cast(month + to_months(cast(later as integer)) as date) as upto
    from paid
    cross join range(3) as t (later)
    union all
    select *, 0, cast(month + to_months(cast(12 + later as integer)) as date)
    from paid
    cross join range(3) as t (later)
)
select
    * exclude (later, fair_since),
    min(is_now) over side = 0 and max(is_now) over side = 1 as is_matched
from counted
where is_now = 1 or fair_since <= upto - interval 14 months
window side as (partition by source, period, upto)
