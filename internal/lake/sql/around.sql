-- The blocks of the listings in the table unseen, of one kind, as far as mates does not hold them yet.
create or replace table around as
select distinct block
from {blocks}
where twin = {twin} and listing_key in (select listing_key from unseen)
  and block not in (select block from known_blocks where twin = {twin});

insert into known_blocks select block, {twin} from around;

insert into looked_up select listing_key, {twin} from unseen
