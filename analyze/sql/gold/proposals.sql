-- name: proposals
-- title: What a proposal is worth
-- doc: A calculator, not a promise: what one proposal for a skill's projects brings on average, from the posted
--   amount and from how many others answer. A win is taken as likely as one among the bidders who could do the
--   work, times how often clients hire at all; your own rate of wins takes the place of that guess where you give
--   it. From what a win brings go the hours of the work, from every proposal its cost and the time it takes, both
--   at the least you would work for. Needs a source that tells of bids or applicants; fewer than 10 such ads with
--   a posted amount, or fewer than 5 employers of them, print no figure. The intervals of both medians are at 95 % and
--   come from drawing the employers anew 1,000 times, as those of pay.
-- grain: one row per skill with ads that tell how many answer
-- window: recent
-- fit: intervals
-- medians: amount answers
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
-- column: win_rate share | wins by proposal, yours or guessed; no interval: yours or guessed
-- column: proposals proposals | that one win takes; no interval: reckoned from win_rate
-- column: worth USD | what one proposal brings on average, all costs taken off; below 0 it loses; no interval: reckoned from win_rate and costs that you give
-- column: least_amount USD | project amount at which a proposal brings nothing; no interval: reckoned from win_rate and costs that you give
-- column: note text | why figures are withheld, or what to mind
with picked as (
    select *
    from selected(
        $source::varchar, $country::varchar, $employment::varchar, $role::varchar, $level::varchar, $remote::varchar)
    where is_in_window(day, $since::date, $until::date, $undated)
),
posted as (
    select version_key, min((min_usd + max_usd) / 2) as amount
    from pay_equivalents
    where kind in ('offer', 'budget') and period = 'project' and status = 'usable'
    group by version_key
),
told as (
    select
        m.skill, m.skill_name, m.category, draw_of(p.employer_id) as draw,
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
        values_by_draw(told_amount, draw) as by_amount, draws_of_values(told_amount, draw) as by_amount_draw,
        values_by_draw(told_answers, draw) as by_answers, draws_of_values(told_answers, draw) as by_answers_draw,
        coalesce(avg(hired) filter (told_amount is not null), $hires) as hired
    from (
        select
            *, case when answers is not null then amount end as told_amount,
            case when amount is not null then answers end as told_answers
        from told
    )
    group by skill
    having count(told_amount) > 0
),
guessed as (
    select
        skill, skill_name, category, ads, len(by_amount) as n, len(list_distinct(by_amount_draw)) as employers,
        median_told(by_amount, by_amount_draw) as amount,
        median_told(by_answers, by_answers_draw) as answers,
        case
            when median_told(by_answers, by_answers_draw) is not null
                then coalesce($win, hired / (1 + $able * median_told(by_answers, by_answers_draw)))
        end as win_rate,
        $cost + $pitch * $least as spent,
        columns('^by_')
    from pooled
)
select
    skill, skill_name, category, ads, n,
    amount, null::double as amount_low, null::double as amount_high,
    answers, null::double as answers_low, null::double as answers_high,
    win_rate,
    1 / nullif(win_rate, 0) as proposals,
    win_rate * ((1 - $fee) * amount - $hours * $least) - spent as worth,
    (spent / nullif(win_rate, 0) + $hours * $least) / nullif(1 - $fee, 0) as least_amount,
    case
        when n < 10 then 'too few ads (n=' || n || ')'
        when employers < 5 then 'too few employers (' || employers || ')'
        when $win is null then 'the rate of wins is guessed'
    end as note,
    columns('^by_')
from guessed
order by amount is not null desc, worth desc nulls last, ads desc, skill
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
