-- Takes a part of all blocks: adds those of like texts that two employers or more share to mates, and puts every
-- listing of any other block that two or more share into tied, with the first of that block.
create or replace table part as
select distinct block, twin, listing_key, owner from all_blocks where {part};

create or replace table tied as
select p.listing_key, s.first
from part p
join (
  select block, min(listing_key) as first
  from part
  where not twin
  group by block
  having min(listing_key) <> max(listing_key)
) s on s.block = p.block
where not p.twin and p.listing_key <> s.first;

insert into mates
select distinct p.block, p.twin, p.listing_key
from part p
join (
  select block
  from part
  where twin
  group by block
  having min(listing_key) <> max(listing_key) and min(owner) <> max(owner)
) s on s.block = p.block
where p.twin
