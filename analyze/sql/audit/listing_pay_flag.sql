-- name: listing_pay_flag
-- over: versions
-- rule: has_pay is true for exactly the listings with a row in pay.
select l.version_key, l.has_pay
from listings as l
where coalesce(l.has_pay, false) <> (l.version_key in (select version_key from pay))
order by l.version_key
limit 1000
