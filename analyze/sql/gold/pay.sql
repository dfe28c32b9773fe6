-- name: pay
-- title: What skills pay
-- doc: What ads that want a skill offer, in dollars at the rate of the day posted, for each period of pay by
--   itself: hourly, daily, monthly, yearly and project pay are never mixed. floor is the median of the
--   lower ends, ceiling the median of the upper ends (of an ad with several offers its lowest and highest), middle and
--   the percentiles take each range as spread evenly, every ad weighing the same. Open-ended offers are counted and
--   left out. A figure needs 10 ads of 5 employers and two sources, since one source is not the market; fewer than 30
--   ads show the middle alone, fewer than 100 no P10 and P90. Where a row has less, the figures are those of the next
--   level that has enough: of a city those of its country, then the skill in all countries, then its category; level says
--   which, note why. With one_source, or a
--   source asked for, and only where no level has two sources, the figures of a single one are shown and its name told.
--   A skill asked for by name always has a row, if only to say why there is no figure; with a role, level, remote mode or
--   place the skill "any" holds all its ads.
--   Intervals are at 95 % and come from drawing the employers anew 1,000 times, always the same way: percentiles of
--   the figures drawn, widened for figures that few employers decide. In made-up markets of 5 to 300 employers they
--   hold the truth in 92 to 97 of 100 cases, where Woodruff's, used before, held it in 83 to 95.
--   Ads that state pay are not all ads: disclosure says how many do, with Wilson's interval on the number of
--   independent ads that employers leave. growth_raw and growth_mix say how offers moved since the base,
--   as in the question pay_growth: of all ads, and with the mix of ads held the same; growth_note says why one is withheld.
--   Who states pay differs from who hides it, as the question hidden_pay tells. With by_law only ads of places count where
--   law demanded that they state it; the view pay_laws lists these places, and of what law.
-- grain: one row per skill, period, employment class and country or place; "any" holds all of them
-- window: recent
-- fit: pay
-- params: since until source category country employment role level remote
-- param: skill text | only this skill, by its id
-- param: place text | rows of the ads of this place beside those of all: a city with its country, such as "Berlin, DE", as "rung analyze places --cities" names it
-- param: kind text = offer | offer, or what is no offer and never mixed with it: budget, ceiling, estimate, board
-- param: inferred boolean = true | also count amounts whose period is not said but plain from their size, such as $120k
-- param: undated boolean = false | also count the ads of archives that have no date
-- param: min_ads integer = 5 | rows of fewer ads with pay are left out, but for a skill asked for by name
-- param: by_law boolean = false | only ads of places where law demanded, when they were posted, that an ad state pay
-- param: back_off boolean = true | where a row has too little for a figure, that of the next level, as level says
-- param: one_source boolean = false | where no level has two sources, also show figures of a single one, as level and note say
-- param: classes boolean = true | a row for each employment class beside "any"
-- param: countries boolean = true | a row for each country or scope that ads name beside "any"; with a country only its rows, with a place none
-- column: employment text | salaried, contract, freelance or internship; any holds all ads
-- column: country text | that the ads name, or a scope such as WORLD, or the place asked for; any holds all ads
-- column: n ads | ads with usable pay of this period
-- column: employers employers | distinct employers among them; unnamed ones count one per ad
-- column: sources sources | distinct sources among them
-- column: inferred ads | of n, those whose period is plain from the size alone
-- column: floor USD | median of the lower ends
-- column: middle USD | median of ranges spread evenly
-- column: ceiling USD | median of the upper ends
-- column: p10 USD | a tenth of what is offered lies below
-- column: p25 USD | a quarter lies below
-- column: p75 USD | a quarter lies above
-- column: p90 USD | a tenth lies above
-- column: level text | whose figures these are: place or country (of the row), skill (in all countries) or category; "of one source" where there is but one
-- column: level_n ads | ads that the figures rest on
-- column: level_employers employers | distinct employers among them
-- column: level_sources list | the sources of these ads
-- column: open_ended ads | ads of this row with "from" or "up to" alone, left out of the figures
-- column: ads ads | all ads of the window that want the skill, in this employment class and country
-- column: disclosure share | ads with usable pay of any period among them
-- column: growth_raw share | growth of offers since the base, of all ads of the row
-- column: growth_mix share | the same within kinds of ads that both windows have
-- column: growth_n ads | ads with pay in the window that growth rests on, of sources watched in both
-- column: growth_before ads | the same of the base
-- column: growth_cells cells | kinds of ads that both windows have: of one source, family of roles, level, remote mode and country
-- column: growth_note text | why growth is withheld
-- column: note text | why figures are withheld or of another level, or what to mind
with picked as (
    select
        version_key, employer_id, employment_class, coalesce(countries, []) as countries,
        place_among(city, countries, $place::varchar) as asked_place
    from selected($source::varchar, null, $employment::varchar, $role::varchar, $level::varchar, $remote::varchar)
    where is_in_window(day, $since::date, $until::date, $undated)
        and (not $by_law or version_key in (from pay_law_ads))
),
wanted as (
    select p.version_key, m.skill, m.skill_name, m.category
    from picked as p
    join mentions as m on m.version_key = p.version_key
    where m.polarity = 'wanted'
        and ($skill::varchar is null or m.skill = $skill::varchar)
        and ($category::varchar is null or m.category = $category::varchar)
),
-- The place that is asked for, as ads write it, and the country that it lies in.
spot as (
    select
        coalesce((select any_value(asked_place) from picked), $place::varchar) as name,
        home_of($place::varchar) as home
    where $place::varchar is not null
),
-- The skill that is asked for by name, whether or not an ad of the window wants it, and all ads of a place.
named as (
    select
        $skill::varchar as subject,
        coalesce(
            (select any_value(name) from skills where id = $skill::varchar),
            (select any_value(skill_name) from mentions where skill = $skill::varchar)) as skill_name,
        coalesce(
            (select any_value(category) from skills where id = $skill::varchar),
            (select any_value(category) from mentions where skill = $skill::varchar)) as category,
        unnest([coalesce(upper($country::varchar), 'any')] || array(select name from spot)) as country
    where $skill::varchar is not null
    union all
    select 'any', 'all ads', null, name from spot where $skill::varchar is null
),
-- Each category as if it were a skill that any of its own makes an ad want, and all ads of a role, level or remote mode.
subjects as (
    select version_key, skill as subject, category, false as is_category from wanted
    union all
    select version_key, 'any', null, false
    from picked
    where $skill::varchar is null
        and coalesce($role::varchar, $level::varchar, $remote::varchar, $place::varchar) is not null
        and ($category::varchar is null or version_key in (select version_key from wanted))
    union all
    select distinct version_key, 'category ' || category, category, true
    from mentions
    where $back_off and polarity = 'wanted'
        and category in (select category from wanted union select category from named)
        and version_key in (select version_key from picked)
),
-- The rows that each ad is counted in.
classed as (
    select
        s.*, p.employer_id, p.countries, p.asked_place,
        unnest(list_distinct(['any', case when $classes then p.employment_class end])) as class
    from subjects as s
    join picked as p on p.version_key = s.version_key
),
placed as materialized (
    select
        * exclude (countries, asked_place),
        unnest(list_distinct(['any'] || case
            when is_category then []
            when $place::varchar is not null then
                case when $country::varchar is null or list_contains(countries, upper($country::varchar)) then [asked_place] else [] end
                || list_filter(countries, lambda code: code in (upper($country::varchar), home_of($place::varchar)))
            when $country::varchar is null then case when $countries then countries else [] end
            when list_contains(countries, upper($country::varchar)) then [upper($country::varchar)]
            else []
        end)) as country
    from classed
    where class is not null
),
priced as materialized (
    from priced_ads(
        $since::date, $until::date, $undated, $source::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $kind::varchar, $inferred)
),
by_employer as (
    select
        subject, class, country, employer_id,
        count(*) as ads,
        count(*) filter (version_key in (select version_key from priced where amounts is not null)) as paid
    from placed
    where not is_category
    group by subject, class, country, employer_id
),
-- How far the employers' ads lie from the share of all tells how many independent ads there are.
bases as (
    select
        subject, class, country,
        sum(ads) as ads, sum(paid) / sum(ads) as disclosure, count(*) as employers,
        sum(paid * paid) as paid_squares, sum(paid * ads) as products, sum(ads * ads) as squares
    from by_employer
    group by subject, class, country
),
disclosed as (
    select
        subject, class, country, ads, disclosure,
        independent_ads(disclosure, ads, employers, paid_squares, products, squares) as independent
    from bases
),
counted as (
    select c.subject, c.class, c.country, c.category, c.is_category, p.*
        exclude (version_key, employment_class, countries, city)
    from placed as c
    join priced as p on p.version_key = c.version_key
    where c.country is not null
),
pooled as (
    select
        subject, class, country, period, any_value(category) as category, any_value(is_category) as is_category,
        count(*) as n,
        count(distinct employer_id) as employers,
        list_max(map_values(histogram(employer_id))) as top_ads,
        list_sort(list(distinct source)) as sources,
        count(*) filter (is_inferred) as inferred,
        list_sort(list(low)) as lows,
        list_sort(list(high)) as highs,
        list_sort(flatten(list(amounts))) as amounts
    from counted
    where amounts is not null
    group by subject, class, country, period
    having count(*) >= $min_ads
        or subject in ('any', $skill::varchar) and class = 'any'
            and (country = coalesce(upper($country::varchar), 'any') or country in (select unnest([name, home]) from spot))
),
-- The figures that each pool could give.
figures as materialized (
    select
        subject, class, country, period, category, is_category, n, employers, sources, inferred,
        top_ads > 0.2 * n as is_one_employers,
        n >= 10 and employers >= 5 and (len(sources) > 1 or $one_source or $source::varchar is not null) as is_enough,
        case when n >= 30 then quantile_of(lows, 0.5) end as floor,
        quantile_of(amounts, 0.5) as middle,
        case when n >= 30 then quantile_of(highs, 0.5) end as ceiling,
        case when n >= 100 then quantile_of(amounts, 0.1) end as p10,
        case when n >= 30 then quantile_of(amounts, 0.25) end as p25,
        case when n >= 30 then quantile_of(amounts, 0.75) end as p75,
        case when n >= 100 then quantile_of(amounts, 0.9) end as p90
    from pooled
),
counted_rows as (
    select subject, class, country, period, category, n, employers, sources, inferred
    from figures
    where not is_category and case
        when country in (select name from spot) then true
        when $country::varchar is not null then country = upper($country::varchar)
        else country = 'any' or $place::varchar is null
    end
),
-- Where the skill asked for by name has no row, one for each period in which a wider level has enough.
asked as (
    from counted_rows
    union all
    select n.subject, 'any', n.country, f.period, n.category, 0, 0, []::varchar[], 0
    from named as n
    left join (
        select distinct period from figures where is_enough and $back_off and class = 'any' and country = 'any'
    ) as f on true
    where (n.subject, 'any', n.country) not in (select (subject, class, country) from counted_rows)
),
-- The pools that a row may take its figures from, the nearest first.
levels as (
    select
        subject, class, country, period, subject as of_subject, country as of_country,
        0 as place,
        case when country = 'any' then 'skill' when country like '%, %' then 'place' else 'country' end as level
    from asked
    union all
    select a.subject, a.class, a.country, a.period, a.subject, s.home, 1, 'country'
    from asked as a
    join spot as s on s.name = a.country and s.home is not null
    where $back_off
    union all
    select subject, class, country, period, subject, 'any', 2, 'skill' from asked where $back_off and country <> 'any'
    union all
    select subject, class, country, period, 'category ' || category, 'any', 3, 'category' from asked where $back_off
),
chosen as (
    select
        l.subject, l.class, l.country, l.period, l.of_subject, l.of_country, l.place,
        l.level || case when len(f.sources) = 1 then ' of one source' else '' end as level,
        f.n as level_n, f.employers as level_employers, f.sources as level_sources, f.is_one_employers,
        f.floor, f.middle, f.ceiling, f.p10, f.p25, f.p75, f.p90
    from levels as l
    join figures as f
        on f.subject = l.of_subject and f.class = l.class and f.country = l.of_country and f.period = l.period
    where f.is_enough
    qualify row_number() over (
        partition by l.subject, l.class, l.country, l.period order by len(f.sources) = 1, l.place) = 1
),
open_counts as (
    select subject, class, country, period, count(*) as open_ended
    from counted
    where amounts is null
    group by subject, class, country, period
),
changes as materialized (
    from pay_changes(
        case when not $by_law then $since::date end, $until::date,
        case when not $by_law then $base_since::date end, $base_until::date,
        $source::varchar, null, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $kind::varchar, $inferred,
        $category::varchar, $skill::varchar, $classes,
        $countries and $place::varchar is null or $country::varchar is not null, $place::varchar, 1,
        $one_source or $source::varchar is not null)
),
-- Some pay was seen in both windows.
history as (
    select coalesce(bool_or(n > 0 and n_before > 0), false) as is_there from changes where skill = 'any'
),
names as (
    select skill, any_value(skill_name) as skill_name from wanted group by skill
    union all
    select 'any', 'all ads'
    union all
    select distinct subject, skill_name from named where subject not in (select skill from wanted union all select 'any')
)
select
    a.subject as skill, s.skill_name, a.category, a.period, a.class as employment, a.country,
    a.n, a.employers, len(a.sources) as sources, a.inferred,
    c.floor, null::double as floor_low, null::double as floor_high,
    c.middle, null::double as middle_low, null::double as middle_high,
    c.ceiling, null::double as ceiling_low, null::double as ceiling_high,
    c.p10, null::double as p10_low, null::double as p10_high,
    c.p25, null::double as p25_low, null::double as p25_high,
    c.p75, null::double as p75_low, null::double as p75_high,
    c.p90, null::double as p90_low, null::double as p90_high,
    c.level, c.level_n, c.level_employers, c.level_sources,
    coalesce(o.open_ended, 0) as open_ended,
    coalesce(b.ads, 0) as ads, b.disclosure,
    wilson_low(b.disclosure, b.independent) as disclosure_low,
    wilson_high(b.disclosure, b.independent) as disclosure_high,
    exp(g.raw) - 1 as growth_raw, null::double as growth_raw_low, null::double as growth_raw_high,
    exp(g.adjusted) - 1 as growth_mix, null::double as growth_mix_low, null::double as growth_mix_high,
    coalesce(g.n, 0) as growth_n, coalesce(g.n_before, 0) as growth_before, coalesce(g.cells, 0) as growth_cells,
    case
        when $by_law then 'not told of these places alone'
        when not h.is_there then 'not enough history yet'
        when g.skill is null then 'too few ads (0 and 0)'
        else g.reason
    end as growth_note,
    nullif(concat_ws('; ',
        case
            when b.ads is null and a.country in (select name from spot) then 'no ad of this place' || case when a.subject = 'any' then '' else ' wants it' end
            when b.ads is null then 'no ad wants it'
            when a.n = 0 then 'no ad states usable pay'
            when a.n < 10 then 'too few ads (n=' || a.n || ')'
            when a.employers < 5 then 'too few employers (' || a.employers || ')'
            else one_source_only(a.sources)
        end,
        case
            when c.level is null and $back_off then 'no wider level has enough'
            when c.place = 1 then 'figures of ' || c.of_country || ' (n=' || c.level_n || ')'
            when c.place = 2 then 'figures of all countries (n=' || c.level_n || ')'
            when c.place = 3 then 'figures of the category ' || replace(a.category, '_', ' ') || ' (n=' || c.level_n || ')'
        end || coalesce(', ' || one_source_only(c.level_sources), ''),
        case when c.level_n < 30 then 'indicative' end,
        case when c.is_one_employers then 'over a fifth of the ads come from one employer' end), '') as note,
    case when c.level is not null then [c.of_subject, a.class, c.of_country, a.period] end as by_pool,
    [a.subject, a.class, a.country, a.period] as by_change
from asked as a
join names as s on s.skill = a.subject
left join disclosed as b on b.subject = a.subject and b.class = a.class and b.country = a.country
cross join history as h
left join chosen as c
    on c.subject = a.subject and c.class = a.class and c.country = a.country and c.period = a.period
left join open_counts as o
    on o.subject = a.subject and o.class = a.class and o.country = a.country and o.period = a.period
left join changes as g
    on g.skill = a.subject and g.class = a.class and g.country = a.country and g.period = a.period
order by max(b.ads) over (partition by a.subject) desc, a.subject, a.period, a.class = 'any' desc, a.class, a.country = 'any' desc, b.ads desc, a.country
;
-- adverts: n | ads with usable pay of the row's period that want the skill, of its employment and country
from adverts(
    array(
        select version_key
        from priced_ads(
            $since::date, $until::date, $undated, $source::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar, $kind::varchar, $inferred)
        where amounts is not null and period = $row_period::varchar
            and (not $by_law or version_key in (from pay_law_ads))
            and $row_employment::varchar in ('any', employment_class)
            and ($row_country::varchar = 'any' or list_contains(places_of(city, countries), $row_country::varchar))
            and ($country::varchar is null or list_contains(countries, upper($country::varchar)))
            and case
                when $row_skill::varchar <> 'any' then
                version_key in (select version_key from ad_skills where skill = $row_skill::varchar)
                else $category::varchar is null
                    or version_key in (select version_key from ad_skills where category = $category::varchar)
            end
    ),
    $row_skill::varchar, $kind::varchar, $row_period::varchar, $adverts)
