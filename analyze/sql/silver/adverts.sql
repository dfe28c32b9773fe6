-- name: adverts
-- doc: The ads behind a row of an answer, for the command explain: the newest of each employer first, then the
--   others, undated ones last. ads is how many there are, however few are asked for. skill to evidence are null where
--   no skill is given, low_usd and high_usd (the lowest and the highest end of the offers) where no kind and period of
--   pay are. A macro: adverts(keys, skill, kind, period, most): keys is a list of version_key, most is how many
--   rows are wanted, 0 for all.
-- grain: one row per job
-- needs: ads pay_equivalents
create or replace macro adverts(keys, want_skill, want_kind, want_period, most) as table
with behind as (
    select
        version_key, employer_id, day, title, employer, source, url,
        row_number() over (partition by employer_id order by day desc nulls last, version_key) as turn
    from ads
    where version_key in (select unnest(keys))
),
ordered as (
    select *, row_number() over (order by least(turn, 2), day desc nulls last, version_key) as place
    from behind
),
priced as (
    select version_key, min(min_usd) as low_usd, max(max_usd) as high_usd
    from pay_equivalents
    where kind = want_kind and period = want_period and status = 'usable'
    group by version_key
)
select
    (select count(*) from behind) as ads, o.place, o.day, o.title, o.employer, o.source,
    m.skill, m.skill_name, m.strength, m.evidence,
    p.low_usd, p.high_usd, o.url
from ordered as o
left join mentions as m on m.version_key = o.version_key and m.skill = want_skill and m.polarity = 'wanted'
left join priced as p on p.version_key = o.version_key
where most = 0 or o.place <= most
order by o.place
