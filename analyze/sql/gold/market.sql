-- name: market
-- title: Is the market dead?
-- doc: An index of new ads by month. From one month to the next it compares only the sources that were watched through
--   both, so that a source that joins or stops moves nothing; the first month is 100. The verdict compares three months
--   of the index with the same three a year before. Intervals are at 95 % and come from drawing the employers anew 1,000
--   times with all their ads of all months, so that one employer with forty ads is no boom, and employers who stay do
--   not make the index less sure. A month that a source was not watched through, from its first day and without a gap in
--   its runs, is missing, never zero; an ad of a board that was first seen long after it was posted is not in the index,
--   as the view watch_limits says. Where there is no ratio to a year before yet, the verdict says from which month on
--   there will be one. The shares say what kind of ads they were, with intervals as in the question demand; new sources
--   do move them, so read them with one source where that matters.
-- grain: one row per month
-- window: all
-- fit: intervals
-- counts: ads entry contract kind_known ai pay
-- interval: entry = entry / ads
-- interval: contract = contract / kind_known
-- interval: ai = ai / ads
-- interval: pay = pay / ads
-- params: since until source category country employment role level remote
-- param: min_growth integer = 30 | no ratio to a year before for fewer ads than this in both times three months together
-- column: ads ads | new ads of the month; the n of the shares
-- column: sources sources | sources compared with the month before
-- column: compared share | part of the month's ads that come from them; no interval: a count of all, not a sample
-- column: index index | 100 in the first month
-- column: year_n ads | ads of both times three months together, of the sources compared; the n of year_ratio
-- column: year_ratio ratio | index of three months over the same three a year before
-- column: verdict text | growing, shrinking, no clear change, or why there is none
-- column: entry_share share | ads that say they are open to beginners
-- column: contract_share share | contract and freelance ads among those that say their kind
-- column: kind_known ads | ads that say their kind; the n of contract_share
-- column: ai_share share | ads that ask for AI skills or tools
-- column: pay_share share | ads that state pay
-- column: note text | what is missing
with picked as (
    select a.*
    from wanting(
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar) as a
    where a.day between $since::date and $until::date
),
-- Ads of months that their source was watched through, seen in time.
fair as (
    select p.source, p.month, draw_of(p.employer_id) as draw
    from picked as p
    join watched as w on w.source = p.source and w.month = p.month and w.is_whole
    where not p.is_late
),
counted as (
    select source, month, count(*) as ads from fair group by source, month
),
links as (
    select
        n.month,
        count(*) as sources,
        sum(n.ads) as ads,
        ln(sum(n.ads) / sum(b.ads)) as link
    from counted as n
    join counted as b on b.source = n.source and b.month = n.month - interval 1 month
    group by n.month
),
first_month as (
    select min(month) as month from counted
),
months as (
    select cast(unnest(generate_series(min(month), max(month), interval 1 month)) as date) as month from picked
),
-- A break in the chain starts a new one: nothing is known of the change across it.
chained as (
    select
        m.month, l.sources, l.ads, l.link,
        coalesce(l.ads, (select sum(ads) from counted as k where k.month = m.month)) as matched_ads,
        sum(case when l.link is null then 1 else 0 end) over (order by m.month) as chain
    from months as m
    left join links as l on l.month = m.month
),
indexed as (
    select *, 100 * exp(sum(coalesce(link, 0)) over (partition by chain order by month)) as index
    from chained
    where matched_ads > 0
),
quarters as (
    select
        month, chain,
        sum(index) over three as index,
        sum(matched_ads) over three as ads,
        count(*) over three as months
    from indexed
    window three as (partition by chain order by month range between interval 2 month preceding and current row)
),
years as (
    select n.month, cast(n.ads + b.ads as bigint) as ads, n.index / b.index as ratio
    from quarters as n
    join quarters as b on b.chain = n.chain and b.month = n.month - interval 1 year
    where n.months = 3 and b.months = 3
),
-- The chain that goes on has its first ratio when it is fifteen months long.
turning as (
    select chain, cast(min(month) + interval 14 month as date) as month
    from indexed
    where chain = (select max(chain) from indexed)
    group by chain
),
-- What employers have of the months, for intervals: of all ads, and of those that the index counts.
by_draw as (
    select
        month, draw_of(employer_id) as draw,
        count(*) as ads,
        count(*) filter (entry_level) as entry,
        count(*) filter (employment_class in ('contract', 'freelance')) as contract,
        count(employment_class) as kind_known,
        count(*) filter (asks_ai) as ai,
        count(*) filter (has_pay) as pay
    from picked
    group by month, draw
),
shares as (
    select
        month,
        cast(sum(ads) as bigint) as ads,
        sum(entry) / sum(ads) as entry_share,
        sum(contract) / nullif(sum(kind_known), 0) as contract_share,
        cast(sum(kind_known) as bigint) as kind_known,
        sum(ai) / sum(ads) as ai_share,
        sum(pay) / sum(ads) as pay_share,
        flatten(list([draw, ads, entry, contract, kind_known, ai, pay])) as by_employer
    from by_draw
    group by month
),
by_place as (
    select month, draw, dense_rank() over (order by source) - 1 as place, count(*) as ads
    from fair
    group by month, source, draw
),
drawn as (
    select month, flatten(list([draw, place, ads])) as by_source from by_place group by month
)
select
    m.month, s.ads,
    i.sources, i.ads / s.ads as compared,
    i.index, null::double as index_low, null::double as index_high,
    y.ads as year_n,
    case when y.ads >= $min_growth then y.ratio end as year_ratio,
    null::double as year_ratio_low, null::double as year_ratio_high,
    case
        when y.month is null then 'not enough history yet' || due_from('a year before', t.month, p.today)
        when y.ads < $min_growth then 'too few ads (n=' || y.ads || ')'
    end as verdict,
    s.entry_share, null::double as entry_low, null::double as entry_high,
    s.contract_share, s.kind_known, null::double as contract_low, null::double as contract_high,
    s.ai_share, null::double as ai_low, null::double as ai_high,
    s.pay_share, null::double as pay_low, null::double as pay_high,
    case
        when s.ads is null then 'no ads seen: a gap in collection, not zero'
        when i.month is null then 'no source was watched through the month'
        when i.link is null and m.month > (select month from first_month) then 'nothing to chain to: the index starts anew at 100'
    end as note,
    s.by_employer, d.by_source
from months as m
left join shares as s on s.month = m.month
left join indexed as i on i.month = m.month
left join years as y on y.month = m.month
left join drawn as d on d.month = m.month
cross join present($since::date, $until::date, $source::varchar) as p
left join turning as t on t.chain = i.chain
order by m.month
;
-- adverts: ads | new ads of the month
from adverts(
    array(
        select version_key
        from wanting(
            $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar, $category::varchar)
        where day between $since::date and $until::date and month = $row_month::date
    ),
    null, null, null, $adverts)
