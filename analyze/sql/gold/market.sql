-- name: market
-- title: Is the market dead?
-- doc: An index of new ads by month. From one month to the next it compares only the sources that were
--   watched through both, so that a source that joins or stops moves nothing; the first month is 100. Its
--   interval is the counting error of that month and the first, with the ads of one employer taken as one
--   event. The verdict compares three months of the index with the same three a year before. A month that
--   a source was not watched through is missing, never zero. The shares say what kind of ads they were;
--   new sources do move them, so read them with one source where that matters.
-- grain: one row per month
-- window: all
-- params: since until source category country employment
-- column: ads ads | new ads of the month; the n of the shares
-- column: sources sources | sources compared with the month before
-- column: compared share | part of the month's ads that come from them
-- column: index index | 100 in the first month
-- column: year_ratio ratio | index of three months over the same three a year before
-- column: verdict text | growing, shrinking, no clear change, or not enough history yet
-- column: entry_share share | ads that say they are open to beginners
-- column: contract_share share | contract and freelance ads among those that say their kind
-- column: kind_known ads | ads that say their kind; the n of contract_share
-- column: ai_share share | ads that ask for AI skills or tools
-- column: pay_share share | ads that state pay
-- column: note text | what is missing
with picked as (
    select a.*
    from wanting($source::varchar, $country::varchar, $employment::varchar, $category::varchar) as a
    where a.day between $since::date and $until::date
),
-- Months that a source was watched through.
counted as (
    select p.source, p.month, count(*) as ads
    from picked as p
    join source_spans as s on s.source = p.source and s.fair_since <= p.month and last_day(p.month) <= s.last_seen
    group by p.source, p.month
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
employer_months as (
    select month, employer_id, count(*) as ads from picked group by month, employer_id
),
clusters as (
    select month, sum(ads * ads) / sum(ads) as per_event from employer_months group by month
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
        m.month, l.sources, l.ads, l.link, c.per_event,
        coalesce(l.ads, (select sum(ads) from counted as k where k.month = m.month)) as matched_ads,
        sum(case when l.link is null then 1 else 0 end) over (order by m.month) as chain
    from months as m
    left join links as l on l.month = m.month
    left join clusters as c on c.month = m.month
),
indexed as (
    select
        *,
        100 * exp(sum(coalesce(link, 0)) over (partition by chain order by month)) as index,
        first_value(per_event / matched_ads) over (partition by chain order by month) as first_variance,
        per_event / matched_ads as variance
    from chained
    where matched_ads > 0
),
quarters as (
    select
        month, chain,
        sum(index) over three as index,
        sum(matched_ads) over three as ads,
        avg(per_event) over three as per_event,
        count(*) over three as months
    from indexed
    window three as (partition by chain order by month range between interval 2 month preceding and current row)
),
years as (
    select
        n.month,
        ln(n.index / b.index) as log_ratio,
        sqrt(n.per_event / n.ads + b.per_event / b.ads) as log_error
    from quarters as n
    join quarters as b on b.chain = n.chain and b.month = n.month - interval 1 year
    where n.months = 3 and b.months = 3
),
shares as (
    select
        month,
        count(*) as ads,
        avg(cast(entry_level as integer)) as entry_share,
        avg(cast(employment_class in ('contract', 'freelance') as integer)) as contract_share,
        count(employment_class) as kind_known,
        avg(cast(asks_ai as integer)) as ai_share,
        avg(cast(has_pay as integer)) as pay_share
    from picked
    group by month
)
select
    m.month, s.ads,
    i.sources, i.ads / s.ads as compared,
    i.index,
    i.index * exp(-1.96 * case when i.link is null then 0 else sqrt(i.variance + i.first_variance) end) as index_low,
    i.index * exp(1.96 * case when i.link is null then 0 else sqrt(i.variance + i.first_variance) end) as index_high,
    exp(y.log_ratio) as year_ratio,
    exp(y.log_ratio - 1.96 * y.log_error) as year_ratio_low,
    exp(y.log_ratio + 1.96 * y.log_error) as year_ratio_high,
    case
        when y.month is null then 'not enough history yet'
        when y.log_ratio - 1.96 * y.log_error > 0 then 'growing'
        when y.log_ratio + 1.96 * y.log_error < 0 then 'shrinking'
        else 'no clear change'
    end as verdict,
    s.entry_share, wilson_low(s.entry_share, s.ads) as entry_low, wilson_high(s.entry_share, s.ads) as entry_high,
    s.contract_share, s.kind_known,
    wilson_low(s.contract_share, s.kind_known) as contract_low, wilson_high(s.contract_share, s.kind_known) as contract_high,
    s.ai_share, wilson_low(s.ai_share, s.ads) as ai_low, wilson_high(s.ai_share, s.ads) as ai_high,
    s.pay_share, wilson_low(s.pay_share, s.ads) as pay_low, wilson_high(s.pay_share, s.ads) as pay_high,
    case
        when s.ads is null then 'no ads seen: a gap in collection, not zero'
        when i.month is null then 'no source was watched through the month'
        when i.link is null and m.month > (select month from first_month) then 'nothing to chain to: the index starts anew at 100'
    end as note
from months as m
left join shares as s on s.month = m.month
left join indexed as i on i.month = m.month
left join years as y on y.month = m.month
order by m.month
