-- name: premium
-- title: What skills add to offers
-- doc: How much more ads offer that mention a skill, by models that hold more and more the same: as it is (raw);
--   among ads of the same family of titles; with title, level, country, remote, source, quarter and the other
--   skills the same (premium); and all of that within one employer (same_employer), which compares only ads of
--   employers that offer pay both with the skill and without it. How they shrink tells how much is the kind
--   of job and how much is who hires. All are least squares on the logarithm of the middle of the offer.
--   Intervals are at 95 %: employers are drawn anew 500 times with all their ads. Verdicts are corrected for the
--   number of skills (Benjamini and Hochberg, at most 10 % false). Rows are ordered by shrunk, the premium by
--   ridge, whose penalty is chosen by five-fold cross-validation over employers: it keeps a large figure that
--   rests on little from leading. It says what ads offer that mention the skill, never what learning it earns.
-- grain: one row per skill
-- window: year
-- fit: premium
-- params: since until source country employment role level remote
-- param: period text = year | hour, day, month or year: pay of one period, never mixed
-- param: kind text = offer | offer, or what is no offer: budget, ceiling, estimate, board
-- param: min_ads integer = 100 | skills with fewer ads with pay are left to the rest
-- param: min_employers integer = 20 | and those of fewer employers; same_employer is withheld where fewer tell
-- param: concepts boolean = false | also disciplines and methods, not only named technologies
-- column: n ads | ads with pay of this period that want the skill
-- column: employers employers | distinct employers among them; unnamed ones count one per ad
-- column: raw share | offer with the skill over offer without, less 1
-- column: same_title share | the same among ads of one family of titles
-- column: premium share | the same with all that is known of the ad the same, but for its employer
-- column: same_employer share | the same with the employer the same too
-- column: same_employer_n ads | ads of the employers that tell it: they offer pay with the skill and without
-- column: same_employer_employers employers | these employers
-- column: range_premium share | premium, if each offer is not its middle but somewhere between its ends (lognormal, by maximum likelihood): a check; no interval: a check of premium, which has one
-- column: shrunk share | premium by ridge, for ranking; it leans towards 0, and so does its interval
-- column: verdict text | higher, lower or no clear difference, for premium
-- column: employer_verdict text | the same for same_employer, or why there is none
-- column: says text | the verdict as a sentence
-- column: ads ads | all ads that the regressions rest on
-- column: note text | what to mind
with picked as (
    select
        a.version_key, p.employer_id, ln(p.mid) as log_mid,
        case when p.low > 0 then ln(p.low) end as log_low, ln(p.high) as log_high,
        coalesce(a.role_family, '') as title,
        coalesce(a.seniority, case when a.entry_level then 'junior' else '' end) as level,
        coalesce(a.countries[1], '') as country,
        coalesce(a.remote, '') as remote,
        a.source,
        year(a.day) || '-' || quarter(a.day) as quarter
    from selected(
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar) as a
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
select
    p.* exclude (employer_id), draw_of(p.employer_id) as draw, w.skill, w.skill_name, w.category,
    $min_employers as least
from picked as p
left join wanted as w on w.version_key = p.version_key and w.skill in (select skill from eligible)
order by draw, p.version_key, w.skill
;
-- adverts: n | ads with pay of the period that want the skill; the models compare them with all others
from adverts(
    array(
        select a.version_key
        from wanting_skill(
            $since::date, $until::date, false, $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar,
            $row_skill::varchar) as a
        join ad_pay as p on p.version_key = a.version_key
        where p.period = $period and p.kind = $kind and p.mid > 0
    ),
    $row_skill::varchar, $kind::varchar, $period::varchar, $adverts)
