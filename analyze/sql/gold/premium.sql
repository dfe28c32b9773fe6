-- name: premium
-- title: What skills add to offers
-- doc: How much more ads offer that mention a skill, three times: as it is, among ads of the same family of
--   roles, and with everything else the same that is known: family, level, country, remote, source, year
--   and the other skills. The last is a regression of the logarithm of the middle of the offer. Intervals are
--   at 95 % with the variance over employers; verdicts are corrected for the number of skills (Benjamini and
--   Hochberg, at most 10 % false). How the three shrink tells how much is the kind of job. Rows are ordered by
--   shrunk, the same by ridge, whose penalty is chosen by five-fold cross-validation over employers: it
--   keeps a large figure that rests on little from leading. It says what ads offer that mention the skill,
--   never what learning it earns.
-- grain: one row per skill
-- window: year
-- fit: premium
-- params: since until source country employment
-- param: period text = year | hour, day, month or year: pay of one period, never mixed
-- param: kind text = offer | offer, or what is no offer: budget, ceiling, estimate, board
-- param: min_ads integer = 100 | skills with fewer ads with pay are left to the rest
-- param: min_employers integer = 20 | and those of fewer employers
-- param: concepts boolean = false | also disciplines and methods, not only named technologies
-- column: n ads | ads with pay of this period that want the skill
-- column: employers employers | distinct employers among them; unnamed ones count one per ad
-- column: raw share | offer with the skill over offer without, less 1
-- column: same_role share | the same among ads of one family of roles
-- column: premium share | the same with all that is known the same
-- column: shrunk share | premium by ridge, for ranking; it leans towards 0 and has no interval
-- column: verdict text | higher, lower or no clear difference, for premium
-- column: ads ads | all ads that the regression rests on
-- column: note text | what to mind
with picked as (
    select
        a.version_key, p.employer_id, ln(p.mid) as log_mid,
        coalesce(a.role_family, '') as role_family,
        coalesce(a.seniority, case when a.entry_level then 'junior' else '' end) as level,
        coalesce(a.countries[1], '') as country,
        coalesce(a.remote, '') as remote,
        a.source,
        cast(year(a.day) as varchar) as year
    from selected($source::varchar, $country::varchar, $employment::varchar) as a
    join ad_pay as p on p.version_key = a.version_key
    where a.day between $since::date and $until::date
        and p.period = $period and p.kind = $kind and p.mid > 0
),
wanted as (
    select p.version_key, p.employer_id, m.skill, m.skill_name, m.category
    from picked as p
    join mentions as m on m.version_key = p.version_key
    where m.polarity = 'wanted' and ($concepts or not m.concept)
),
eligible as (
    select skill
    from wanted
    group by skill
    having count(*) >= $min_ads and count(distinct employer_id) >= $min_employers
)
select p.*, w.skill, w.skill_name, w.category
from picked as p
left join wanted as w on w.version_key = p.version_key and w.skill in (select skill from eligible)
order by p.version_key, w.skill
