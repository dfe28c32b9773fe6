-- name: pay_unique
-- over: versions
-- rule: The offers of a listing are numbered, each number once.
select version_key, offer, count(*) as rows
from pay
group by version_key, offer
having count(*) > 1 or version_key is null or offer is null
order by version_key, offer
limit 1000
