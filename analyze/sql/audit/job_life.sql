-- name: job_life
-- rule: A listing is first seen before it is last seen, and closes after it was posted, by a named rule. An archive shows
--   adverts that were over before they were first seen.
select listing_key, first_seen_at, last_seen_at, closed_at, close_rule
from recent.jobs
where first_seen_at > last_seen_at or closed_at < least(posted_at, first_seen_at) or (closed_at is not null and close_rule is null)
order by listing_key
limit 1000
