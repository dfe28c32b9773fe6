-- Fills mates with those blocks of a part of all that hold two listings or more, and of blocks of like texts those
-- of two employers or more. What stands alone in all its blocks is no row.
insert into mates
with part as materialized (
  select distinct block, twin, listing_key, owner from all_blocks where {part}
), shared as (
  select block, twin
  from part
  group by block, twin
  having min(listing_key) <> max(listing_key) and (not twin or min(owner) <> max(owner))
)
select distinct p.block, p.twin, p.listing_key
from part p
join shared s on s.block = p.block and s.twin = p.twin
