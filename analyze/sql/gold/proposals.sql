-- name: proposals
-- title: What a proposal is worth
-- doc: A calculator, not a promise: what one proposal for a skill's projects brings on average, from the posted
--   amount and from how many others answer. A win is taken as likely as one among the bidders who could do the
--   work, times how often clients hire at all; your own rate of wins takes the place of that guess where you give
--   it. From what a win brings go the hours of the work, from every proposal its cost and the time it takes, both
--   at the least you would work for. Needs a source that tells of bids or applicants; fewer than 10 such ads with
--   a posted amount print no figure.
-- grain: one row per skill with ads that tell how many answer
-- window: recent
-- params: since until source category country employment role level remote
-- param: undated boolean = false | also count the ads of archives that have no date
-- param: hours number = 10 | hours of work that a project of the median amount takes you
-- param: least number = 15 | least you would work for, in USD an hour
-- param: cost number = 2.4 | what a proposal costs you, in USD
-- param: pitch number = 0.5 | hours that a proposal takes you
-- param: able number = 0.33 | part of the bidders who could do the work
-- param: fee number = 0.1 | part of the pay that the marketplace keeps
-- param: hires number = 0.5 | how often clients hire at all, where the ads do not tell
-- param: win number | your own wins by proposal, such as 0.05; left out: guessed as said above
-- column: ads ads | ads that want the skill
-- column: n ads | of them, those that tell how many answer and what the project pays; the figures rest on them
-- column: amount USD | median of the middle of the posted amounts
-- column: answers answers | median number of bids or applicants, of a range the middle
-- column: win_rate share | wins by proposal, yours or guessed
-- column: proposals proposals | that one win takes
-- column: worth USD | what one proposal brings on average, all costs taken off; below 0 it loses
-- column: least_amount USD | project amount at which a proposal brings nothing
-- column: note text | why figures are withheld, or what to mind
with picked as (
    select *
    from selected(
        $source::varchar, $country::varchar, $employment::varchar, $role::varchar, $level::varchar, $remote::varchar)
    where day between $since::date and $until::date or ($undated and day is null)
),
posted as (
    select version_key, min((min_usd + max_usd) / 2) as amount
    from pay_equivalents
    where kind in ('offer', 'budget') and period = 'project' and status = 'usable'
    group by version_key
),
told as (
    select
        m.skill, m.skill_name, m.category, p.employer_id,
        o.amount,
        -- Marketplaces give applicants as a range, such as 5 to 10: its middle.
        coalesce(
            p.bids,
            (coalesce(p.applicants_min, p.applicants_max) + coalesce(p.applicants_max, p.applicants_min)) / 2) as answers,
        case when p.client_posts > 0 then least(p.client_hires / p.client_posts, 1) end as hired
    from picked as p
    join mentions as m on m.version_key = p.version_key
    left join posted as o on o.version_key = p.version_key
    where m.polarity = 'wanted' and ($category::varchar is null or m.category = $category::varchar)
),
pooled as (
    select
        skill, any_value(skill_name) as skill_name, any_value(category) as category,
        count(*) as ads,
        count(*) filter (is_told) as n,
        count(distinct employer_id) filter (is_told) as employers,
        list_sort(list(amount) filter (is_told)) as amounts,
        list_sort(list(cast(answers as double)) filter (is_told)) as answers,
        coalesce(avg(hired) filter (is_told), $hires) as hired
    from (select *, amount is not null and answers is not null as is_told from told)
    group by skill
    having count(*) filter (is_told) > 0
),
guessed as (
    select
        skill, skill_name, category, ads, n,
        quantile_of(amounts, 0.5) as amount,
        median_low(amounts, employers) as amount_low,
        median_high(amounts, employers) as amount_high,
        quantile_of(answers, 0.5) as answers,
        median_low(answers, employers) as answers_low,
        median_high(answers, employers) as answers_high,
        coalesce($win, hired / (1 + $able * quantile_of(answers, 0.5))) as win_rate,
        $cost + $pitch * $least as spent,
        n >= 10 as is_shown
    from pooled
)
select
    skill, skill_name, category, ads, n,
    case when is_shown then amount end as amount,
    case when is_shown then amount_low end as amount_low,
    case when is_shown then amount_high end as amount_high,
    case when is_shown then answers end as answers,
    case when is_shown then answers_low end as answers_low,
    case when is_shown then answers_high end as answers_high,
    case when is_shown then win_rate end as win_rate,
    case when is_shown then 1 / nullif(win_rate, 0) end as proposals,
    case when is_shown then win_rate * ((1 - $fee) * amount - $hours * $least) - spent end as worth,
    case when is_shown then (spent / nullif(win_rate, 0) + $hours * $least) / nullif(1 - $fee, 0) end as least_amount,
    case
        when not is_shown then 'too few ads (n=' || n || ')'
        when $win is null then 'the rate of wins is guessed'
    end as note
from guessed
order by is_shown desc, worth desc nulls last, ads desc, skill
;
-- adverts: n | ads that want the skill, tell how many answer and what the project pays
from adverts(
    array(
        select version_key
        from wanting_skill(
            $since::date, $until::date, $undated, $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar,
            $row_skill::varchar)
        where coalesce(bids, applicants_min, applicants_max) is not null and version_key in (
            select version_key
            from pay_equivalents
            where kind in ('offer', 'budget') and period = 'project' and status = 'usable')
    ),
    $row_skill::varchar, null, null, $adverts)
