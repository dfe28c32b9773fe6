-- name: open
-- title: Open now
-- doc: How many jobs are open, by month, and how many came and went: the stock, where the question volume counts what is
--   new. Only sources that show all that is open can tell, those of which a run saw a board to its end and whose ads
--   are not closed by an assumed life. A job is open from the day it was first seen until it was missed; one that was not
--   missed counts while it was seen in the last 14 days. What is counted is all that these sources show and no
--   sample, so there is no interval; it is not all that the market has. A month that nobody watched has no
--   figure, which is not zero.
-- grain: one row per source and month; a source that cannot tell has one without a month
-- params: since until source category country employment role level remote
-- param: skill text | only jobs that want this skill, by its id
-- column: day date | the day that is counted: the last of the month, or the last on which the source was seen
-- column: open jobs | jobs that are open on the day; a count of all, without an interval
-- column: employers employers | distinct employers of these; unnamed ones count one per job
-- column: came jobs | jobs first seen in the month; none in the first, when all that is open is new to us
-- column: went jobs | jobs closed in the month
-- column: note text | why there is no figure, or what to mind
with complete as (
    select distinct source
    from scopes
    where kind = 'end'
        and source not in (from archives)
        and source not in (select source from jobs where close_rule = 'default_life')
),
spans as (
    select
        source, fair_since, last_seen,
        cast(unnest(generate_series(
            date_trunc('month', fair_since), date_trunc('month', last_seen), interval 1 month)) as date) as month
    from source_spans
    where source in (from complete) and ($source::varchar is null or source = $source::varchar)
),
months as (
    select
        s.source, s.month, least(last_day(s.month), s.last_seen) as day,
        s.month < s.fair_since or s.month = date_trunc('month', s.fair_since) as is_first,
        w.month is not null as is_watched
    from spans as s
    left join watched as w on w.source = s.source and w.month = s.month
    where ($since::date is null or last_day(s.month) >= $since::date)
        and ($until::date is null or s.month <= $until::date)
),
picked as (
    select a.source, a.employer_id, a.first_seen, a.closed, a.last_seen
    from wanting(
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar) as a
    where $skill::varchar is null
        or a.version_key in (select version_key from ad_skills where skill = $skill::varchar)
),
counted as (
    select
        m.source, m.month,
        count(*) filter (is_open_on(p.first_seen, p.closed, p.last_seen, m.day)) as open,
        count(distinct p.employer_id) filter (is_open_on(p.first_seen, p.closed, p.last_seen, m.day)) as employers,
        count(*) filter (p.first_seen between m.month and m.day) as came,
        count(*) filter (p.closed between m.month and m.day) as went
    from months as m
    join picked as p on p.source = m.source
    group by m.source, m.month
)
select
    m.month, m.source, m.day,
    case when m.is_watched then coalesce(c.open, 0) end as open,
    case when m.is_watched then coalesce(c.employers, 0) end as employers,
    case when m.is_watched and not m.is_first then coalesce(c.came, 0) end as came,
    case when m.is_watched then coalesce(c.went, 0) end as went,
    case
        when not m.is_watched then 'not watched: missing, not zero'
        when m.is_first then 'the first month of watching: what came before is not known'
        when m.day < last_day(m.month) then 'the month was not over when last seen'
    end as note
from months as m
left join counted as c on c.source = m.source and c.month = m.month
union all by name
select source, 'cannot be told: the source does not show all that is open' as note
from source_spans
where source not in (from complete) and ($source::varchar is null or source = $source::varchar)
order by month nulls last, source
;
-- adverts: open | jobs of the source that are open on the day
from adverts(
    array(
        select a.version_key
        from wanting(
            $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar, $category::varchar) as a
        where a.source = $row_source::varchar
            and is_open_on(a.first_seen, a.closed, a.last_seen, $row_day::date)
            and ($skill::varchar is null
                or a.version_key in (select version_key from ad_skills where skill = $skill::varchar))
    ),
    $skill::varchar, null, null, $adverts)
