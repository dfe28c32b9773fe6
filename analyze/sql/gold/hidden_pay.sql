-- name: hidden_pay
-- title: Who states pay
-- doc: Ads that state usable pay against those that hide it. Figures of pay rest on the first alone, so that
--   they tell of the market only as far as the two are alike. For each role family, level, country, remote mode, employment
--   class and source, and for places where law demands that an ad state pay (the view pay_laws lists them): how many
--   of its ads state it, and its part of the ads with pay less its part of those without. Usable pay is an offer, or a
--   budget of a client, with both ends, a period, a currency and a plausible amount. Intervals are at 95 % and come from
--   drawing the employers anew, as in the question demand; those of a difference from those of its two parts and from how
--   these move together, and in made-up markets of 80 to 250 employers they held the truth in 94 to 97 of 100 cases.
--   Verdicts are corrected for the number of rows tested (Benjamini and Hochberg, at most 10 % false).
--   A difference needs 30 ads of 5 employers, and 30 ads with pay and 30 without in all.
-- grain: one row per dimension and value; an ad that names several countries counts in each
-- window: recent
-- fit: hidden_pay
-- counts: ads paid
-- interval: disclosure = paid / ads
-- params: since until source category country employment role level remote
-- param: kind text | only offer or only budget; left out, either is usable pay
-- param: min_ads integer = 5 | values with fewer ads are left out
-- column: dimension text | all, role, level, country, remote, employment, source or law
-- column: value text | of the dimension; not said where the ad tells none. Of law: demanded where it bade the ad state pay, or none_known
-- column: ads ads | ads of the window that have it; the n of disclosure
-- column: employers employers | distinct employers among them; unnamed ones count one per ad
-- column: paid ads | of ads, those with usable pay
-- column: disclosure share | these of ads
-- column: paid_share share | of all ads with usable pay, those that have the value
-- column: hidden_share share | of all ads without, those that have the value
-- column: difference share | paid_share less hidden_share: 0.05 is five points
-- column: verdict text | over-represented or under-represented among ads with pay, or no clear difference
-- column: note text | why figures are withheld, or what to mind
with told as (
    select distinct version_key
    from pay_equivalents
    where status = 'usable' and kind in ('offer', 'budget') and ($kind::varchar is null or kind = $kind::varchar)
),
picked as (
    select
        draw_of(a.employer_id) as draw,
        a.version_key in (from told) as is_paid,
        pay_traits(
            a.role_family, a.seniority, a.countries, a.remote, a.employment_class, a.source,
            a.version_key in (from pay_law_ads)) as traits
    from wanting(
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar) as a
    where a.day between $since::date and $until::date
),
by_draw as (
    select
        trait.dimension as dimension, trait.value as value, draw,
        count(*) as ads, count(*) filter (is_paid) as paid
    from (select draw, is_paid, unnest(traits) as trait from picked)
    group by dimension, value, draw
),
counted as (
    select
        dimension, value,
        cast(sum(ads) as bigint) as ads,
        cast(sum(paid) as bigint) as paid,
        count(*) as employers,
        flatten(list([draw, ads, paid])) as by_employer
    from by_draw
    group by dimension, value
),
judged as (
    select
        c.*, a.paid as all_paid, a.ads - a.paid as all_hidden,
        coalesce(
            why_withheld('disclosure', c.ads, c.employers),
            case when c.ads = a.ads and c.dimension <> 'all' then 'all ads have it' end,
            case when a.paid < 30 then 'no difference: too few ads with pay (n=' || a.paid || ')' end,
            case when a.ads - a.paid < 30 then 'no difference: too few ads without pay (n=' || a.ads - a.paid || ')' end
        ) as note
    from counted as c
    cross join (select ads, paid from counted where dimension = 'all') as a
)
select
    dimension, value, ads, employers, paid,
    case when ads >= 10 and employers >= 5 then paid / ads end as disclosure,
    null::double as disclosure_low, null::double as disclosure_high,
    case when note is null and dimension <> 'all' then paid / all_paid end as paid_share,
    null::double as paid_share_low, null::double as paid_share_high,
    case when note is null and dimension <> 'all' then (ads - paid) / all_hidden end as hidden_share,
    null::double as hidden_share_low, null::double as hidden_share_high,
    case when note is null and dimension <> 'all' then paid / all_paid - (ads - paid) / all_hidden end as difference,
    null::double as difference_low, null::double as difference_high,
    null::varchar as verdict,
    case when note like '%: indicative%' then note || ', and too few for a difference' else note end as note,
    by_employer, ads >= $min_ads or dimension = 'all' as is_shown
from judged
order by list_position(['all', 'law', 'role', 'level', 'country', 'remote', 'employment', 'source'], dimension), ads desc, value
;
-- adverts: ads | ads of the window that have the row's value
from adverts(
    array(
        select version_key
        from wanting(
            $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar, $category::varchar) as a
        where a.day between $since::date and $until::date
            and list_contains(
                pay_traits(
                    a.role_family, a.seniority, a.countries, a.remote, a.employment_class, a.source,
                    a.version_key in (from pay_law_ads)),
                {dimension: $row_dimension::varchar, value: $row_value::varchar})
    ),
    null, null, null, $adverts)
