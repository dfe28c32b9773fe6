-- What tells the listings in asked from others, and when they were seen. The parts are tables,
-- because a result is held in memory whole.
create or replace table picked as
select i.listing_key, i.version_key, i.versions, v.source, v.native_id, v.url, v.apply_url, v.employer_key, v.title_key, v.place,
       v.countries, v.seniority, v.title, v.client_country, v.posted_at, v.valid_through, i.first_seen_at, i.last_seen_at,
       i.removed_at, i.gone_at, i.missed_at
from versions v
join asked_lives i on i.version_key = v.version_key;

create or replace table picked_hashes as
select version_key, signature from hashes where version_key in (select version_key from picked);

create or replace table picked_offers as
select version_key, concat_ws(' ', min, max, currency, period) as offer
from offers
where offer = 0 and version_key in (select version_key from picked)
