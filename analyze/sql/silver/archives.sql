-- name: archives
-- doc: The sources that keep ads after they close. Of other sources only open ads were ever seen.
-- grain: one row per source
create or replace table archives as
select unnest(string_split($archives::varchar, ',')) as source
