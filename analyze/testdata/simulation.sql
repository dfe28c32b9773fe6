-- A market whose truth is known, for the coverage of intervals: 300 employers with 1 to 6 ads in each of
-- two windows a year apart. Every skill is wanted by three employers in ten and by one ad in three of
-- theirs, so its share is 0.1 in both windows and its ads cluster by employer. Pay has a median of 50
-- dollars an hour, with an employer's level of its own, in ranges of 10 % to either side.
create macro uniform(a, b, c) as (hash(a, b, c, 'seed') % 1000003 + 0.5) / 1000003;
create macro normal(a, b, c) as sqrt(-2 * ln(uniform(a, b, c))) * cos(2 * pi() * uniform(a, b, c || 'angle'));

create table made as
select
    row_number() over (order by w, e, i) as id, w, e, i
from range(2) t (w), range(300) u (e), range(6) v (i)
where i <= hash(e, 'size') % 6;

insert into listings by name
select
    id as version_key, id as listing_key, id as job_key, 'archive' as source, 'e' || e as employer_key,
    make_date(2023 + cast(w as integer), cast(10 + hash(id) % 3 as integer), 5)::timestamp as posted_at,
    timestamp '2026-01-01' as first_seen_at
from made;

-- Skills d0 to d399 are for shares and growth.
insert into mentions by name
select id as version_key, 'd' || s as skill, 'D' as skill_name, 'demand' as category
from made, range(400) t (s)
where uniform(e * 2 + w, s, 'uses') < 0.3 and uniform(id, s, 'asks') < 1 / 3.0;

-- Skills p0 to p399 are for pay: each is wanted by ads of its own, of 60 employers.
create table priced as
select 1000000 + row_number() over (order by s, e, i) as id, s, e, i
from range(400) t (s), range(60) u (e), range(4) v (i)
where i <= hash(s, e, 'ads') % 4;

insert into listings by name
select id as version_key, id as listing_key, id as job_key, 'payer' as source, 'p' || s || '-' || e as employer_key,
    timestamp '2024-11-05' as posted_at, timestamp '2026-01-01' as first_seen_at
from priced;

insert into mentions by name
select id as version_key, 'p' || s as skill, 'P' as skill_name, 'pay' as category from priced;

insert into pay by name
select
    id as version_key,
    50 * exp(0.3 * normal(s, e, 'employer') + 0.3 * normal(id, 0, 'ad')) * 0.9 as min,
    50 * exp(0.3 * normal(s, e, 'employer') + 0.3 * normal(id, 0, 'ad')) * 1.1 as max,
    'hour' as period, timestamp '2024-11-05' as posted_at
from priced;

-- Two employers in five have two more ads that hide their pay: of ads, 2.5 in 3.3 state it.
create table hidden as
select 3000000 + row_number() over (order by s, e, i) as id, s, e
from range(400) t (s), range(60) u (e), range(2) v (i)
where uniform(s, e, 'hides') < 0.4;

insert into listings by name
select id as version_key, id as listing_key, id as job_key, 'payer' as source, 'p' || s || '-' || e as employer_key,
    timestamp '2024-11-05' as posted_at, timestamp '2026-01-01' as first_seen_at
from hidden;

insert into mentions by name
select id as version_key, 'p' || s as skill, 'P' as skill_name, 'pay' as category from hidden;

-- Skills r0 to r199 are for premiums: 8,000 ads of 1,500 employers by the year. Senior ads offer half as much
-- again in logarithms, and every fourth skill is asked for three times as often by them. Odd skills add
-- 0.08 to the logarithm, even ones nothing. Employers have a level of their own.
create table rated as
select 2000000 + i as id, i, cast(pow(uniform(i, 0, 'whose'), 1.5) * 1500 as integer) as e, uniform(i, 0, 'senior') < 0.4 as is_senior
from range(8000) t (i);

insert into listings by name
select id as version_key, id as listing_key, id as job_key, 'rater' as source, 'r' || e as employer_key,
    case when is_senior then 'senior' else 'mid' end as seniority,
    timestamp '2024-11-05' as posted_at, timestamp '2026-01-01' as first_seen_at
from rated;

insert into mentions by name
select id as version_key, 'r' || s as skill, 'R' as skill_name, 'premium' as category
from rated, range(200) t (s)
where uniform(id, s, 'rates') < case when s % 4 = 0 and is_senior then 0.06 when s % 4 = 0 then 0.02 else 0.03 end;

insert into pay by name
select
    r.id as version_key,
    60000 * exp(0.5 * cast(is_senior as integer) + 0.08 * coalesce(m.odd, 0)
        + 0.15 * normal(e, 0, 'payer') + 0.25 * normal(r.id, 0, 'rate')) as min,
    min as max, 'year' as period, timestamp '2024-11-05' as posted_at
from rated as r
left join (
    select version_key, count(*) filter (cast(skill[2:] as integer) % 2 = 1) as odd
    from mentions
    where category = 'premium'
    group by version_key
) as m on m.version_key = r.id;
