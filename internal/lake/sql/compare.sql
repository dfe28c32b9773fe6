-- The working tables of a comparison. Keys come from outside; before holds the jobs of the last commit.
create table moment (as_of timestamp);
create table lives_of_sources (source varchar, shows_all_open boolean, days bigint);
create table asked (listing_key bigint);
create table replaced (listing_key bigint);
create table affected (listing_key bigint);
-- What was open and ends because time went on: nothing more has to be known of it than its row of before.
create table expiring (listing_key bigint);
-- Of the affected listings those that no earlier commit knows.
create table fresh (listing_key bigint);
create table mates (block bigint, twin boolean, listing_key bigint);
create table lives (
  listing_key bigint, version_key bigint, versions bigint, first_seen_at timestamp, last_seen_at timestamp,
  removed_at timestamp, gone_at timestamp, missed_at timestamp
);

-- The rows of before that were asked for, with their files, and the listings that were looked for.
create table stood as select *, null::varchar as filename from before limit 0;
create table remembered (listing_key bigint);

-- The listings and the blocks that mates is complete for.
create table looked_up (listing_key bigint, twin boolean);
create table known_blocks (block bigint, twin boolean);

-- The times of the listings in asked: as this commit found them, or as the last one had them.
create view asked_lives as
select * from lives where listing_key in (select listing_key from asked)
union all
select j.listing_key, j.version_key, j.versions, j.first_seen_at, j.last_seen_at,
       case when j.close_rule = 'removed' then j.closed_at end,
       case when j.close_rule = 'scope_gone' then j.closed_at end,
       case when j.close_rule = 'not_listed' then j.closed_at end
from stood j
where j.listing_key in (select listing_key from asked) and j.listing_key not in (select listing_key from lives)
