-- name: door
-- title: Is the door closing
-- doc: How many new ads say that they are open to beginners, against the same months a year before. Three months
--   at a time, over the sources that were watched through the month and the same month a year before, each weighing
--   in both years what it weighs now, so that a source that joins or stops moves nothing. Intervals are at 95 %: those
--   of shares come from drawing the employers anew, as in the question demand, and that of their difference from
--   theirs. Where fewer than three months have a year before, and three would have enough ads at the same pace, the
--   verdict says from which month on. An ad that does not say it may be open, too.
-- grain: one row per month, the last of its three
-- window: all
-- fit: door
-- params: since until source category country employment role level remote
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
    from wanting(
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar) as a
    where a.day between $since::date and $until::date
),
by_draw as (
    select p.source, p.month, draw_of(p.employer_id) as draw, count(*) as ads, count(*) filter (p.entry_level) as entry
    from picked as p
    join watched as w on w.source = p.source and w.month = p.month and w.is_whole
    where not p.is_late
    group by p.source, p.month, draw
),
through as (
    select distinct source, month from by_draw
),
pairs as (
    select n.source, n.month
    from through as n
    join through as b on b.source = n.source and b.month = n.month - interval 1 year
),
-- The months of each source that count in a row, and whether they are of its year or the one before.
used as (
    select m.month, p.source, y.is_now, cast(case when y.is_now = 1 then p.month else p.month - interval 1 year end as date) as used
    from (select distinct month from pairs) as m
    join pairs as p on p.month between m.month - interval 2 month and m.month
    cross join (values (0), (1)) as y (is_now)
),
cells as (
    select u.month, u.source, u.is_now, b.draw, sum(b.ads) as ads, sum(b.entry) as entry
    from used as u
    join by_draw as b on b.source = u.source and b.month = u.used
    group by u.month, u.source, u.is_now, b.draw
),
places as (
    select month, source, dense_rank() over (partition by month order by source) - 1 as place from used group by month, source
),
drawn as (
    select
        c.month,
        flatten(list([c.draw, 2 * p.place + c.is_now, cast(c.ads as bigint)])) as by_source,
        flatten(list([c.draw, 2 * p.place + c.is_now, cast(c.entry as bigint)]) filter (c.entry > 0)) as by_entry
    from cells as c
    join places as p on p.month = c.month and p.source = c.source
    group by c.month
),
summed as (
    select
        month, source,
        sum(ads) filter (is_now = 1) as ads, sum(entry) filter (is_now = 1) as entry,
        sum(ads) filter (is_now = 0) as before_ads, sum(entry) filter (is_now = 0) as before_entry
    from cells
    group by month, source
),
-- At the pace of the last three months, when all three have a year before: only then do they hold as many as they will.
turning as (
    select
        max(month) as last,
        cast(min(month) + interval 2 month as date) as month,
        date_diff('month', min(month), max(month)) + 1 as months
    from (select distinct month from pairs)
    having months < 3
),
weighed as (
    select *, ads / sum(ads) over (partition by month) as weight from summed
),
compared as (
    select
        month,
        cast(sum(ads) as bigint) as ads, cast(sum(before_ads) as bigint) as before_ads, count(*) as sources,
        sum(entry) / sum(ads) as entry_share,
        sum(weight * before_entry / before_ads) as before
    from weighed
    group by month
)
select
    c.month, ads, before_ads, sources,
    case when ads >= $min_ads then entry_share end as entry_share, null::double as entry_low, null::double as entry_high,
    case when before_ads >= $min_ads then before end as before, null::double as before_low, null::double as before_high,
    case when least(ads, before_ads) >= $min_ads then entry_share - before end as change,
    null::double as change_low, null::double as change_high,
    case
        when least(ads, before_ads) < $min_ads then
        'too few ads (n=' || least(ads, before_ads)
            || due_from($min_ads || ' or more', case when 3 * least(ads, before_ads) >= t.months * $min_ads then t.month end, p.today) || ')'
    end as verdict,
    d.by_source, d.by_entry
from compared as c
join drawn as d on d.month = c.month
cross join present($since::date, $until::date, $source::varchar) as p
left join turning as t on t.last = c.month
order by c.month
;
-- adverts: ads | new ads of the three months, of the sources compared
from adverts(
    array(
        with picked as (
            select version_key, source, month
            from wanting(
                $source::varchar, $country::varchar, $employment::varchar,
                $role::varchar, $level::varchar, $remote::varchar, $category::varchar)
            where day between $since::date and $until::date and not is_late
        ),
        through as (
            select distinct p.source, p.month
            from picked as p
            join watched as w on w.source = p.source and w.month = p.month and w.is_whole
        )
        select p.version_key
        from picked as p
        join through as n on n.source = p.source and n.month = p.month
        join through as b on b.source = p.source and b.month = p.month - interval 1 year
        where p.month between $row_month::date - interval 2 month and $row_month::date
    ),
    null, null, null, $adverts)
