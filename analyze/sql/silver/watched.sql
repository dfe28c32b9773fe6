-- name: watched
-- doc: The months in which a source was watched, those that a gap touches left out. Of an archive these are all from its
--   first ad to its last, since it holds whole months; of a board all from its first run to its last sighting.
--   is_whole says that it was watched from the first day to the last, and so that the month's ads can be compared with
--   those of other months. fair_since is that of source_spans. Where the lake holds no runs of a source,
--   it is taken for watched all the time.
-- grain: one row per source and month
-- needs: source_spans gaps
-- held: yes
create or replace view watched as
with months as (
    select
        source, fair_since, last_seen,
        cast(unnest(generate_series(
            date_trunc('month', fair_since),
            date_trunc('month', case when is_archive then last_day else last_seen end),
            interval 1 month)) as date) as month
    from source_spans
)
select
    source, month, fair_since,
    coalesce(fair_since <= month and last_day(month) <= last_seen, false) as is_whole
from months as m
where not exists (
    select 1 from gaps as g where g.source = m.source and g.since <= last_day(m.month) and g.until >= m.month
)
