-- name: listing_skill_count
-- over: versions
-- rule: skill_count is the number of wanted mentions of a listing.
with counted as (
    select version_key, count(*) filter (polarity = 'wanted') as wanted from mentions group by version_key
)
select l.version_key, l.skill_count, coalesce(c.wanted, 0) as wanted
from listings as l
left join counted as c on c.version_key = l.version_key
where coalesce(l.skill_count, 0) <> coalesce(c.wanted, 0)
order by l.version_key
limit 1000
