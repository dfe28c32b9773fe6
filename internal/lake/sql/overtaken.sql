-- Those of the listings in gone_on of whose job some listing shares a tie block with one that starts after they
-- had last been seen. The listings of those jobs are in members.
with beside as (
  select distinct o.job_key, n.listing_key
  from members o
  join mates m on m.listing_key = o.listing_key and not m.twin
  join mates n on n.block = m.block and not n.twin
), starts as (
  select b.job_key, max(coalesce(x.posted_at, x.first_seen_at)) as start_at
  from beside b
  join before x on x.listing_key = b.listing_key
  group by b.job_key
)
select g.listing_key from gone_on g join starts s on s.job_key = g.job_key where s.start_at > g.end_at
