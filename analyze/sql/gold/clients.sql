-- name: clients
-- title: What clients are like
-- doc: Who stands behind the ads that want a skill, where a marketplace tells: what the client has spent, how many
--   of its posts ended in a hire, how it is rated and whether its way of paying was checked; and how many ads are
--   posted again. Intervals at 95 % come from drawing the clients anew 1,000 times, those of medians as in the question
--   pay and those of shares as in the question demand; unnamed ones count one per ad. Fewer than 10 ads or 5 clients
--   print no figure.
-- grain: one row per skill with an ad that tells of its client
-- window: recent
-- fit: intervals
-- medians: spent hire_rate rating
-- counts: ads reposted hire_n never verified_n verified
-- interval: never = never / hire_n
-- interval: verified = verified / verified_n
-- interval: reposted = reposted / ads
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
    where is_in_window(day, $since::date, $until::date, $undated)
),
told as (
    select
        m.skill, m.skill_name, m.category, draw_of(p.employer_id) as draw,
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
-- What clients have of a skill.
by_draw as (
    select
        skill, draw, count(*) as ads, count(*) filter (is_reposted) as reposted,
        count(hire_rate) as hire_n, count(*) filter (is_never and hire_rate is not null) as never,
        count(is_verified) as verified_n, count(*) filter (is_verified) as verified
    from told
    group by skill, draw
),
shares as (
    select
        skill,
        cast(sum(verified_n) as bigint) as verified_n,
        count(*) filter (verified_n > 0) as verified_employers,
        count(*) as employers,
        sum(never) / nullif(sum(hire_n), 0) as never,
        sum(verified) / nullif(sum(verified_n), 0) as verified,
        sum(reposted) / sum(ads) as reposted,
        flatten(list([draw, ads, reposted, hire_n, never, verified_n, verified])) as by_employer
    from by_draw
    group by skill
),
pooled as (
    select
        skill, any_value(skill_name) as skill_name, any_value(category) as category,
        count(*) as ads,
        values_by_draw(spent, draw) as by_spent, draws_of_values(spent, draw) as by_spent_draw,
        values_by_draw(hire_rate, draw) as by_hire_rate, draws_of_values(hire_rate, draw) as by_hire_rate_draw,
        values_by_draw(rating, draw) as by_rating, draws_of_values(rating, draw) as by_rating_draw
    from told
    group by skill
    having greatest(count(spent), count(hire_rate), count(rating), count(is_verified)) >= $min_ads
)
select
    p.skill, skill_name, category, ads,
    len(by_spent) as spent_n, median_told(by_spent, by_spent_draw) as spent,
    null::double as spent_low, null::double as spent_high,
    len(by_hire_rate) as hire_n, median_told(by_hire_rate, by_hire_rate_draw) as hire_rate,
    null::double as hire_rate_low, null::double as hire_rate_high,
    case when median_told(by_hire_rate, by_hire_rate_draw) is not null then never end as never,
    null::double as never_low, null::double as never_high,
    len(by_rating) as rating_n, median_told(by_rating, by_rating_draw) as rating,
    null::double as rating_low, null::double as rating_high,
    verified_n, case when verified_n >= 10 and verified_employers >= 5 then verified end as verified,
    null::double as verified_low, null::double as verified_high,
    case when ads >= 10 and employers >= 5 then reposted end as reposted,
    null::double as reposted_low, null::double as reposted_high,
    nullif(concat_ws('; ',
        why_untold('spent', by_spent_draw),
        why_untold('hire_rate', by_hire_rate_draw),
        why_untold('rating', by_rating_draw),
        why_withheld('verified', verified_n, verified_employers),
        case when ads < 10 or employers < 5 then why_withheld('reposted', ads, employers) end), '') as note,
    s.by_employer, columns('^by_(spent|hire_rate|rating)')
from pooled as p
join shares as s on s.skill = p.skill
order by ads desc, p.skill
;
-- adverts: ads | ads of the window that want the skill
from adverts_wanting(
    $since::date, $until::date, $undated, $source::varchar, $country::varchar, $employment::varchar,
    $role::varchar, $level::varchar, $remote::varchar, $row_skill::varchar, $adverts)
