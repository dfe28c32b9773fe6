-- name: needs
-- title: What each ad asks for
-- doc: For every ad that wants named technologies: those it needs, those that are nice to have, whether it is
--   open to beginners, and what it offers in dollars by period. It is what the question next counts over, for
--   programs that want to count for themselves.
-- grain: one row per ad, newest first, those without a date last
-- window: recent
-- params: since until source country employment role level remote
-- param: undated boolean = true | also count the ads of archives that have no date
-- column: draw number | the number by which its employer is drawn for intervals, the same in every lake; no interval: a number, no figure
-- column: employer_no number | the same number for the ads of one employer, in this answer only; no interval: a number, no figure
-- column: needs list | skills that the ad does not call a bonus
-- column: nice list | skills that it calls a bonus
-- column: hour_mid USD | middle of its hourly offers; the others likewise; no interval: one ad, no estimate
-- column: hour_high USD | upper end of its hourly offers; the others likewise
-- column: budget_mid USD | middle of the hourly band that a client chose from a menu; no interval: one ad, no estimate
-- column: budget_high USD | upper end of that band
with picked as (
    select version_key, employer_id, page_draw(employer_id) as draw, entry_level, day, title, url
    from selected(
        $source::varchar, $country::varchar, $employment::varchar, $role::varchar, $level::varchar, $remote::varchar)
    where is_in_window(day, $since::date, $until::date, $undated)
),
wanted as (
    select
        p.version_key,
        list(m.skill order by m.skill) filter (m.strength <> 'preferred') as needs,
        list(m.skill order by m.skill) filter (m.strength = 'preferred') as nice
    from picked as p
    join mentions as m on m.version_key = p.version_key
    where m.polarity = 'wanted' and not m.concept
    group by p.version_key
),
paid as (
    select
        version_key,
        max(mid) filter (kind = 'offer' and period = 'hour') as hour_mid, max(high) filter (kind = 'offer' and period = 'hour') as hour_high,
        max(mid) filter (kind = 'offer' and period = 'day') as day_mid, max(high) filter (kind = 'offer' and period = 'day') as day_high,
        max(mid) filter (kind = 'offer' and period = 'month') as month_mid, max(high) filter (kind = 'offer' and period = 'month') as month_high,
        max(mid) filter (kind = 'offer' and period = 'year') as year_mid, max(high) filter (kind = 'offer' and period = 'year') as year_high,
        max(mid) filter (kind = 'budget' and period = 'hour') as budget_mid, max(high) filter (kind = 'budget' and period = 'hour') as budget_high
    from ad_pay
    where mid > 0
    group by version_key
)
select
    p.day, p.title, p.url,
    p.draw, dense_rank() over (order by p.employer_id) as employer_no,
    p.entry_level, w.needs, w.nice,
    d.hour_mid, d.hour_high, d.day_mid, d.day_high, d.month_mid, d.month_high, d.year_mid, d.year_high,
    d.budget_mid, d.budget_high
from wanted as w
join picked as p on p.version_key = w.version_key
left join paid as d on d.version_key = w.version_key
order by p.day desc nulls last, p.version_key
;
-- adverts: - | the ad itself
from adverts(
    array(
        select version_key
        from ads
        where title is not distinct from $row_title::varchar and day is not distinct from $row_day::date
            and url is not distinct from $row_url::varchar
    ),
    null, null, null, $adverts)
