-- What tells the listings in asked from others, and when they were seen. It is a table, because a result is held
-- in memory whole: {into}.
create or replace table {into} as
select i.listing_key, i.version_key, i.versions, v.source, v.native_id, v.url, v.apply_url, v.employer_key, v.place,
       v.countries, v.seniority, v.title, v.client_country, v.posted_at, v.valid_through, i.first_seen_at, i.last_seen_at,
       i.removed_at, i.gone_at, i.missed_at, v.offer, v.signature
from {identities} v
join asked_lives i on i.version_key = v.version_key
