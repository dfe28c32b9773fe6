-- One row per source: from when to when it was collected, and the days in between without a run that succeeded. A run
-- that was too early found nothing due, so its day is no gap.
with good as (
  select source, started_at::date as day
  from runs
  where stage = 'collect' and outcome in ('done', 'partial', 'too_early')
  group by all
), spans as (
  select source, min(day) as first_day, max(day) as last_day, count(*) as days from good group by source
), missing as (
  select s.source, d.day::date as day
  from spans s, unnest(generate_series(s.first_day::timestamp, greatest(s.last_day, $today::date)::timestamp, interval 1 day)) as d(day)
  where d.day::date < $today::date -- today is not over
  except
  select source, day from good
), islands as (
  select source, day, day - (row_number() over (partition by source order by day))::int as island from missing
), gaps as (
  select source, min(day) as from_day, max(day) as to_day, count(*) as days from islands group by source, island
), longest as (
  select source, sum(days) as missing_days, count(*) as gaps, arg_max(struct_pack(f := from_day, t := to_day, n := days), (days, to_day)) as l
  from gaps
  group by source
)
select s.source, strftime(s.first_day, '%Y-%m-%d') as first_day, strftime(s.last_day, '%Y-%m-%d') as last_day, s.days as days_collected,
       coalesce(g.missing_days, 0)::bigint as days_missing, coalesce(g.gaps, 0) as gaps,
       case when g.l is not null then strftime(g.l.f, '%Y-%m-%d') || case when g.l.n > 1 then ' to ' || strftime(g.l.t, '%Y-%m-%d') else '' end end as longest_gap
from spans s
left join longest g on g.source = s.source
order by s.source
