-- name: door
-- title: Is the door closing
-- doc: How many new ads say that they are open to beginners, against the same months a year before. Three months
--   at a time, over the sources that were watched through the month and the same month a year before, each weighing
--   in both years what it weighs now, so that a source that joins or stops moves nothing. Intervals are at 95 %, those
--   of shares Wilson's, on the number of ads less what clusters of one employer take away. An ad that does not say it
--   may be open, too.
-- grain: one row per month, the last of its three
-- window: all
-- params: since until source category country employment
-- param: min_ads integer = 30 | no figure for fewer ads than this in either year
-- column: ads ads | new ads of the three months, of the sources compared; the n of entry_share
-- column: before_ads ads | the same a year before; the n of before
-- column: sources sources | sources compared
-- column: entry_share share | ads that say they are open to beginners
-- column: before share | the same a year before
-- column: change share | the one less the other
-- column: verdict text | more open, less open, no clear change, or why there is none
with picked as (
    select a.*
    from wanting($source::varchar, $country::varchar, $employment::varchar, $category::varchar) as a
    where a.day between $since::date and $until::date
),
-- Months that a source was watched through.
counted as (
    select p.source, p.month, count(*) as ads, count(*) filter (p.entry_level) as entry
    from picked as p
    join source_spans as s on s.source = p.source and s.fair_since <= p.month and last_day(p.month) <= s.last_seen
    group by p.source, p.month
),
pairs as (
    select n.source, n.month, n.ads, n.entry, b.ads as before_ads, b.entry as before_entry
    from counted as n
    join counted as b on b.source = n.source and b.month = n.month - interval 1 year
),
months as (
    select distinct month from pairs
),
threes as (
    select
        m.month, p.source,
        sum(p.ads) as ads, sum(p.entry) as entry, sum(p.before_ads) as before_ads, sum(p.before_entry) as before_entry
    from months as m
    join pairs as p on p.month between m.month - interval 2 month and m.month
    group by m.month, p.source
),
-- Ads that come with an ad of the same employer, by source and year: 1 where every ad has an employer of its own.
employer_months as (
    select m.month, p.source, p.month <= m.month - interval 1 year as is_before, p.employer_id, count(*) as ads
    from months as m
    join picked as p
        on p.month between m.month - interval 2 month and m.month
        or p.month between m.month - interval 14 month and m.month - interval 12 month
    group by all
),
clusters as (
    select
        month, source,
        coalesce(sum(ads * ads) filter (not is_before) / sum(ads) filter (not is_before), 1) as per_event,
        coalesce(sum(ads * ads) filter (is_before) / sum(ads) filter (is_before), 1) as before_per_event
    from employer_months
    group by month, source
),
weighed as (
    select
        t.*, c.per_event, c.before_per_event,
        t.ads / sum(t.ads) over (partition by t.month) as weight,
        (entry + 1) / (t.ads + 2) as near,
        (before_entry + 1) / (t.before_ads + 2) as before_near
    from threes as t
    join clusters as c on c.month = t.month and c.source = t.source
),
compared as (
    select
        month,
        cast(sum(ads) as bigint) as ads, cast(sum(before_ads) as bigint) as before_ads, count(*) as sources,
        sum(entry) / sum(ads) as entry_share,
        sum(weight * before_entry / before_ads) as before,
        sum(ads) / (sum(ads * per_event) / sum(ads)) as independent,
        1 / sum(pow(weight, 2) * before_per_event / before_ads) as before_independent,
        sqrt(sum(pow(weight, 2) * (near * (1 - near) * per_event / ads + before_near * (1 - before_near) * before_per_event / before_ads))) as error
    from weighed
    group by month
)
select
    month, ads, before_ads, sources,
    case when ads >= $min_ads then entry_share end as entry_share,
    case when ads >= $min_ads then wilson_low(entry_share, independent) end as entry_low,
    case when ads >= $min_ads then wilson_high(entry_share, independent) end as entry_high,
    case when before_ads >= $min_ads then before end as before,
    case when before_ads >= $min_ads then wilson_low(before, before_independent) end as before_low,
    case when before_ads >= $min_ads then wilson_high(before, before_independent) end as before_high,
    case when least(ads, before_ads) >= $min_ads then entry_share - before end as change,
    case when least(ads, before_ads) >= $min_ads then entry_share - before - 1.96 * error end as change_low,
    case when least(ads, before_ads) >= $min_ads then entry_share - before + 1.96 * error end as change_high,
    case
        when least(ads, before_ads) < $min_ads then 'too few ads (n=' || least(ads, before_ads) || ')'
        when entry_share - before - 1.96 * error > 0 then 'more open'
        when entry_share - before + 1.96 * error < 0 then 'less open'
        else 'no clear change'
    end as verdict
from compared
order by month
