-- name: source_spans
-- doc: Since when the new ads of a source are counted fairly. An archive is fair from the month of its first ad on.
--   Any other source is fair from its first run on: of the time before, only survivors were seen.
-- grain: one row per source
-- needs: ads archives
-- held: yes
create or replace view source_spans as
select
    source,
    source in (from archives) as is_archive,
    min(day) as first_day,
    max(day) as last_day,
    case when source in (from archives) then cast(date_trunc('month', min(day)) as date) else min(first_seen) end as fair_since,
    max(last_seen) as last_seen
from ads
group by source
