-- A made-up market for timing: 90,000 jobs of ten years, 700,000 mentions, 27,000 offers of pay.
insert into listings by name
select
    i as version_key, i as listing_key, i as job_key, 'archive' as source, i::varchar as native_id,
    'title ' || i % 500 as title,
    ['backend', 'frontend', 'data', 'devops', 'mobile', 'design'][1 + cast(hash(i, 'f') % 6 as integer)] as role_family,
    ['junior', 'mid', 'senior', 'lead', null][1 + cast(hash(i, 's') % 5 as integer)] as seniority,
    hash(i, 'n') % 10 = 0 as entry_level,
    'e' || cast(pow(hash(i, 'e') % 1000 / 1000.0, 2) * 15000 as integer) as employer_key,
    [['US', 'DE', 'GB', 'WORLD'][1 + cast(hash(i, 'c') % 4 as integer)]] as countries,
    case when hash(i, 'r') % 3 = 0 then 'remote' end as remote,
    case cast(hash(i, 'k') % 4 as integer) when 0 then ['contract'] when 1 then ['freelance'] when 2 then null else ['full_time'] end as employment,
    hash(i, 'p') % 10 < 3 as has_pay, 8 as skill_count,
    timestamp '2015-01-01' + to_days(cast(i * 3652 // 90000 as integer)) as posted_at,
    timestamp '2026-11-01' as first_seen_at,
    cast(hash(i, 'b') % 40 as bigint) as bids,
    rpad('', 1500, 'text of the ad ') as text
from range(90000) t (i);

insert into mentions by name
select distinct
    i as version_key, 's' || k as skill, 'Skill ' || k as skill_name, 'category ' || k % 12 as category,
    k % 15 = 0 as concept
from (
    select i, cast(floor(pow(hash(i, j) % 100000 / 100000.0, 3) * 900) as integer) as k
    from range(90000) t (i), range(8) u (j)
);

insert into pay by name
select
    i as version_key, i as listing_key, 0 as offer,
    round(exp(3.6 + (hash(i, 'x') % 1000 / 1000.0 - 0.5) * 1.6) * scale) as min,
    round(exp(3.6 + (hash(i, 'x') % 1000 / 1000.0 - 0.5) * 1.6) * scale * 1.3) as max,
    ['USD', 'EUR', 'GBP'][1 + cast(hash(i, 'q') % 3 as integer)] as currency,
    period, 'parsed' as basis,
    timestamp '2015-01-01' + to_days(cast(i * 3652 // 90000 as integer)) as posted_at
from (
    select i, case when hash(i, 'h') % 3 = 0 then 'hour' else 'year' end as period,
        case when hash(i, 'h') % 3 = 0 then 1 else 1800 end as scale
    from range(90000) t (i)
    where hash(i, 'p') % 10 < 3
);

insert into fx by name
select cast(timestamp '2014-12-31' + to_days(cast(d as integer)) as date) as date, c.currency, c.per_eur
from range(4000) t (d), (values ('USD', 1.1), ('GBP', 0.85)) as c (currency, per_eur);

insert into skills by name
select 's' || k as id, 'Skill ' || k as name, 'category ' || k % 12 as category, k % 15 = 0 as concept, k % 20 = 3 as ai
from range(900) t (k);
