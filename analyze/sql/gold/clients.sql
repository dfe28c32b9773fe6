-- name: clients
-- title: What clients are like
-- doc: Who stands behind the ads that want a skill, where a marketplace tells: what the client has spent, how many
--   of its posts ended in a hire, how it is rated and whether its way of paying was checked; and how many ads are
--   posted again. Medians and shares with intervals at 95 % on the number of employers, since
--   ads of one are no independent witnesses; unnamed ones count one per ad. Fewer than 10 ads print no figure.
-- grain: one row per skill with an ad that tells of its client
-- window: recent
-- params: since until source category country employment role level remote
-- param: undated boolean = false | also count the ads of archives that have no date
-- param: min_ads integer = 5 | skills with fewer such ads are left out
-- column: ads ads | all ads of the window that want the skill
-- column: spent_n ads | ads that tell what the client has spent
-- column: spent USD | median of what clients have spent
-- column: hire_n ads | ads that tell the client's posts and hires
-- column: hire_rate ratio | median of hires over posts; above 1 where one post hires several
-- column: never share | clients with more than five posts and no hire, of those that tell both
-- column: rating_n ads | ads that tell the client's rating
-- column: rating points | median rating, as the marketplace gives it
-- column: verified_n ads | ads that tell whether the way of paying was checked
-- column: verified share | those whose was
-- column: reposted share | of all ads, those that had been posted before and were over
-- column: note text | which figures are withheld and why, or indicative: of fewer than 30 ads
with picked as (
    select *
    from selected(
        $source::varchar, $country::varchar, $employment::varchar, $role::varchar, $level::varchar, $remote::varchar)
    where day between $since::date and $until::date or ($undated and day is null)
),
told as (
    select
        m.skill, m.skill_name, m.category, p.employer_id,
        p.client_spent_usd as spent,
        case when p.client_posts > 0 then p.client_hires / p.client_posts end as hire_rate,
        case when p.client_posts is not null then p.client_hires = 0 and p.client_posts > 5 end as is_never,
        p.client_rating as rating,
        p.client_verified as is_verified,
        coalesce(j.reposts, 0) > 0 as is_reposted
    from picked as p
    join mentions as m on m.version_key = p.version_key
    left join jobs as j on j.listing_key = p.listing_key
    where m.polarity = 'wanted' and ($category::varchar is null or m.category = $category::varchar)
),
pooled as (
    select
        skill, any_value(skill_name) as skill_name, any_value(category) as category,
        count(*) as ads,
        count(distinct employer_id) as employers,
        count(spent) as spent_n,
        count(distinct employer_id) filter (spent is not null) as spent_employers,
        list_sort(list(spent) filter (spent is not null)) as spents,
        count(hire_rate) as hire_n,
        count(distinct employer_id) filter (hire_rate is not null) as hire_employers,
        list_sort(list(hire_rate) filter (hire_rate is not null)) as rates,
        avg(cast(is_never as integer)) filter (hire_rate is not null) as never,
        count(rating) as rating_n,
        count(distinct employer_id) filter (rating is not null) as rating_employers,
        list_sort(list(rating) filter (rating is not null)) as ratings,
        count(is_verified) as verified_n,
        count(distinct employer_id) filter (is_verified is not null) as verified_employers,
        avg(cast(is_verified as integer)) as verified,
        avg(cast(is_reposted as integer)) as reposted
    from told
    group by skill
    having greatest(count(spent), count(hire_rate), count(rating), count(is_verified)) >= $min_ads
)
select
    skill, skill_name, category, ads,
    spent_n,
    case when spent_n >= 10 then quantile_of(spents, 0.5) end as spent,
    case when spent_n >= 10 then median_low(spents, spent_employers) end as spent_low,
    case when spent_n >= 10 then median_high(spents, spent_employers) end as spent_high,
    hire_n,
    case when hire_n >= 10 then quantile_of(rates, 0.5) end as hire_rate,
    case when hire_n >= 10 then median_low(rates, hire_employers) end as hire_rate_low,
    case when hire_n >= 10 then median_high(rates, hire_employers) end as hire_rate_high,
    case when hire_n >= 10 then never end as never,
    case when hire_n >= 10 then wilson_low(never, hire_employers) end as never_low,
    case when hire_n >= 10 then wilson_high(never, hire_employers) end as never_high,
    rating_n,
    case when rating_n >= 10 then quantile_of(ratings, 0.5) end as rating,
    case when rating_n >= 10 then median_low(ratings, rating_employers) end as rating_low,
    case when rating_n >= 10 then median_high(ratings, rating_employers) end as rating_high,
    verified_n,
    case when verified_n >= 10 then verified end as verified,
    case when verified_n >= 10 then wilson_low(verified, verified_employers) end as verified_low,
    case when verified_n >= 10 then wilson_high(verified, verified_employers) end as verified_high,
    reposted,
    wilson_low(reposted, employers) as reposted_low,
    wilson_high(reposted, employers) as reposted_high,
    nullif(concat_ws('; ',
        why_withheld('spent', spent_n, null),
        why_withheld('hire_rate', hire_n, null),
        why_withheld('rating', rating_n, null),
        why_withheld('verified', verified_n, null)), '') as note
from pooled
order by ads desc, skill
;
-- adverts: ads | ads of the window that want the skill
from adverts(
    array(
        select version_key
        from wanting_skill(
            $since::date, $until::date, $undated, $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar,
            $row_skill::varchar)
    ),
    $row_skill::varchar, null, null, $adverts)
