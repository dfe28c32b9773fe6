-- name: pay_windows
-- doc: The ads with usable pay of a window and of its base, over the sources that were fairly watched in both. is_now
--   is 1 for the window. log_mid is the logarithm of the middle of an ad's offers. kind_of_ad is that of the
--   macro. A macro: the arguments of two_windows, then the kind of pay, and whether amounts whose period is plain from
--   their size alone count.
-- grain: one row per job and period of pay
-- needs: two_windows ad_pay kind_of_ad
create or replace macro pay_windows(
    from_day, to_day, base_from, base_to, want_source, want_country, want_employment,
    want_role, want_level, want_remote, want_kind, with_inferred
) as table
select
    a.version_key, a.source, a.employer_id, a.employment_class, coalesce(a.countries, []) as countries, a.city,
    p.period, a.is_now, ln(p.mid) as log_mid,
    kind_of_ad(a.source, a.role_family, a.seniority, a.remote, a.countries) as kind_of_ad
from two_windows(
    from_day, to_day, base_from, base_to, want_source, want_country, want_employment,
    want_role, want_level, want_remote) as a
join ad_pay as p on p.version_key = a.version_key
where a.is_fair and p.kind = want_kind and p.mid > 0 and (with_inferred or not p.is_inferred)
