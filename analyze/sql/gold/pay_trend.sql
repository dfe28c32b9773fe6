-- name: pay_trend
-- title: Pay over time
-- doc: What ads offered in the three months that end with each month, and how far that moved from the same three a year
--   before: raw, of all ads, and adjusted, within kinds of ads that both have (of one source, family of roles,
--   level, remote mode and country), so that the gap between the two is what the mix of ads did. Three months
--   together, since one has few ads of each kind; the same months of the year before take out the season. Growth is of
--   the geometric mean of the middle of offers in dollars, of one period at a time, over the sources that have
--   ads of both and were watched since before the first. Intervals are at 95 % and come from drawing the employers anew 1,000 times. A figure of growth needs 50 ads,
--   10 in each year, 5 employers and two sources, unless one_source is true or a source is asked for; the adjusted one
--   needs 30 kinds of ads that both have, too. A middle needs 30 ads of 5 employers.
-- grain: one row per period of pay and month
-- window: all
-- fit: pay
-- params: since until source category country employment role level remote
-- param: skill text | only ads that want this skill, by its id
-- param: one_source boolean = false | also show figures of a single source, as note says
-- column: month date | the last of the three months
-- column: n ads | ads with usable pay in the three months; the n of middle
-- column: employers employers | distinct employers of these; unnamed ones count one per ad
-- column: middle USD | median middle of offers in the three months
-- column: n_now ads | of n, those of sources that have ads of both years; growth rests on them and on n_before
-- column: n_before ads | ads with usable pay in the same three months a year before
-- column: raw share | growth of all offers over the year
-- column: adjusted share | growth within kinds of ads that both years have
-- column: cells cells | kinds of ads that both years have
-- column: compared ads | ads of these kinds
-- column: verdict text | rising, falling or no clear change, for adjusted, corrected for the number of months; or why there is none
-- column: note text | why middle is withheld, or what to mind
with paid as materialized (
    from pay_months(
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar, $skill::varchar)
    where upto between date_trunc('month', $since::date) and $until::date
),
offered as (
    select
        period, upto as month, count(*) as n, count(distinct employer_id) as employers,
        list_sort(list(distinct source)) as sources, list_sort(list(mid)) as mids
    from paid
    where is_now = 1
    group by period, upto
),
counted as (
    select
        *,
        count(*) over cell as cell_ads,
        sum(is_now) over cell as cell_now,
        is_now - avg(is_now) over pool as raw_x,
        log_mid - avg(log_mid) over pool as raw_y,
        is_now - avg(is_now) over cell as cell_x,
        log_mid - avg(log_mid) over cell as cell_y
    from paid
    where is_matched
    window
        pool as (partition by period, upto),
        cell as (partition by period, upto, kind_of_ad)
),
slopes as (
    select
        period, upto as month,
        cast(sum(is_now) as bigint) as n_now, cast(count(*) - sum(is_now) as bigint) as n_before,
        count(distinct employer_id) as employers,
        list_sort(list(distinct source)) as sources,
        slope(raw_x, raw_y) as raw,
        slope(cell_x, cell_y) as adjusted,
        count(distinct kind_of_ad) filter (cell_now between 1 and cell_ads - 1) as cells,
        count(*) filter (cell_now between 1 and cell_ads - 1) as compared
    from counted
    group by period, upto
),
judged as (
    select
        o.period, o.month, o.n, o.employers, o.mids,
        coalesce(s.n_now, 0) as n_now, coalesce(s.n_before, 0) as n_before, s.raw, s.adjusted,
        coalesce(s.cells, 0) as cells, coalesce(s.compared, 0) as compared,
        why_no_pay(o.n, 30, o.employers, o.sources, $one_source or $source::varchar is not null) as reason,
        case
            when s.period is null then 'nothing a year before to compare with'
            else why_no_change(s.n_now, s.n_before, s.employers, s.sources, $one_source or $source::varchar is not null)
        end as growth_reason,
        one_source_only(o.sources) as one
    from offered as o
    left join slopes as s on s.period = o.period and s.month = o.month
)
select
    period, month, n, employers,
    case when reason is null then quantile_of(mids, 0.5) end as middle,
    null::double as middle_low, null::double as middle_high,
    n_now, n_before,
    case when growth_reason is null then exp(raw) - 1 end as raw,
    null::double as raw_low, null::double as raw_high,
    case when growth_reason is null and cells >= 30 then exp(adjusted) - 1 end as adjusted,
    null::double as adjusted_low, null::double as adjusted_high,
    cells, compared,
    case
        when growth_reason is not null then growth_reason
        when cells < 30 then 'too few kinds of ads that both years have (' || cells || ', of 30 needed)'
    end as verdict,
    coalesce(reason, one) as note,
    case when reason is null then ['any', strftime(month, '%Y-%m'), 'any', period] end as by_pool,
    ['any', strftime(month, '%Y-%m'), 'any', period] as by_change
from judged
order by period, month
;
-- adverts: n | ads with usable pay of the row's period in the three months
from adverts(
    array(
        select version_key
        from pay_months(
            $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar, $category::varchar, $skill::varchar)
        where is_now = 1 and period = $row_period::varchar and upto = $row_month::date
    ),
    $skill::varchar, 'offer', $row_period::varchar, $adverts)
