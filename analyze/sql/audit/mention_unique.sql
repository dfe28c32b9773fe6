-- name: mention_unique
-- over: versions
-- rule: A skill is mentioned once in a listing, at its strongest evidence.
select version_key, skill, count(*) as rows
from mentions
group by version_key, skill
having count(*) > 1 or version_key is null or skill is null
order by version_key, skill
limit 1000
