-- Those of the listings in asked of whose job some listing shares a tie block with one that starts after
-- they had last been seen.
with gone_on as (
  select j.listing_key, j.job_key, greatest(coalesce(j.posted_at, j.first_seen_at), j.last_seen_at) as end_at
  from before j
  where j.listing_key in (select listing_key from asked)
), starts as (
  select g.job_key, max(coalesce(x.posted_at, x.first_seen_at)) as start_at
  from (select distinct job_key from gone_on) g
  join before j on j.job_key = g.job_key
  join mates m on m.listing_key = j.listing_key and not m.twin
  join mates n on n.block = m.block and not n.twin
  join before x on x.listing_key = n.listing_key
  group by g.job_key
)
select g.listing_key from gone_on g join starts s on s.job_key = g.job_key where s.start_at > g.end_at
