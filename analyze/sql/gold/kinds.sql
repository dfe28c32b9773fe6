-- name: kinds
-- title: What kind of ads
-- doc: For each source and month, the shares of new ads that are open to beginners, for contract or freelance work, ask
--   for AI, and state pay. The sources stand apart, since one that joins or stops moves a share over all. Intervals
--   are at 95 % and come from drawing the month's employers anew, as in the question demand. A month of fewer than
--   min_month ads shows no share.
-- grain: one row per source and month
-- window: all
-- fit: intervals
-- counts: ads entry contract kind_known ai pay
-- interval: entry = entry / ads
-- interval: contract = contract / kind_known
-- interval: ai = ai / ads
-- interval: pay = pay / ads
-- params: since until source category country employment role level remote
-- param: min_month integer = 30 | months with fewer ads show no share
-- column: ads ads | new ads of the month; the n of the shares
-- column: entry_share share | ads that say they are open to beginners
-- column: contract_share share | contract and freelance ads among those that say their kind
-- column: kind_known ads | ads that say their kind; the n of contract_share
-- column: ai_share share | ads that ask for AI skills or tools
-- column: pay_share share | ads that state pay of any kind
-- column: note text | why shares are withheld
with picked as (
    select a.source, a.month, draw_of(a.employer_id) as draw, a.entry_level, a.employment_class, a.asks_ai, a.has_pay
    from wanting(
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar) as a
    where a.day between $since::date and $until::date
),
by_draw as (
    select
        source, month, draw,
        count(*) as ads,
        count(*) filter (entry_level) as entry,
        count(*) filter (employment_class in ('contract', 'freelance')) as contract,
        count(employment_class) as kind_known,
        count(*) filter (asks_ai) as ai,
        count(*) filter (has_pay) as pay
    from picked
    group by source, month, draw
),
totals as (
    select source, month, sum(ads) >= $min_month as is_shown, sum(kind_known) >= $min_month as is_kind_shown
    from by_draw
    group by source, month
),
shares as (
    select
        b.source, b.month, any_value(t.is_shown) as is_shown,
        cast(sum(ads) as bigint) as ads,
        sum(entry) / sum(ads) as entry_share,
        case when any_value(t.is_kind_shown) then sum(contract) / sum(kind_known) end as contract_share,
        cast(sum(kind_known) as bigint) as kind_known,
        sum(ai) / sum(ads) as ai_share,
        sum(pay) / sum(ads) as pay_share,
        -- Without the counts of a share that is withheld, it has no interval either.
        flatten(list([
            draw, ads, entry, case when t.is_kind_shown then contract else 0 end,
            case when t.is_kind_shown then kind_known else 0 end, ai, pay
        ])) as by_employer
    from by_draw as b
    join totals as t on t.source = b.source and t.month = b.month
    group by b.source, b.month
)
select
    source, month, ads,
    case when is_shown then entry_share end as entry_share,
    null::double as entry_low, null::double as entry_high,
    case when is_shown then contract_share end as contract_share,
    kind_known,
    null::double as contract_low, null::double as contract_high,
    case when is_shown then ai_share end as ai_share,
    null::double as ai_low, null::double as ai_high,
    case when is_shown then pay_share end as pay_share,
    null::double as pay_low, null::double as pay_high,
    case
        when not is_shown then 'too few ads in the month (n=' || ads || ')'
        when contract_share is null then 'no kind: too few ads say it (n=' || kind_known || ')'
    end as note,
    case when is_shown then by_employer end as by_employer
from shares
order by source, month
;
-- adverts: ads | new ads of the source in the month
from adverts(
    array(
        select version_key
        from wanting(
            $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar, $category::varchar)
        where day between $since::date and $until::date and source = $row_source::varchar and month = $row_month::date
    ),
    null, null, null, $adverts)
