-- name: listing_identity
-- over: versions
-- rule: Every version names its listing, source, native id, run and reader, and when it was seen.
select version_key, listing_key, source, native_id, run_id, reader, seen_at
from listing_versions
where listing_key is null or source is null or native_id is null or run_id is null or reader is null or seen_at is null
order by version_key
limit 1000
