-- name: emerging
-- title: What is coming up
-- doc: Skills of the taxonomy that hardly any ad of the base wanted and that now are clearly wanted more, and
--   candidates for the taxonomy: labels that sources put on their ads, and terms of one or two words that
--   texts write with a capital inside a sentence, where no skill has them as a name. Both need ads of several
--   employers. Growth is the ratio of shares of ads, over the sources fairly watched in both windows, every source
--   weighing the same in both. Intervals are at 95 %, from drawing the employers anew as in the question demand; growth has no
--   upper end where the base may have none, and no value where it has none. Rows are
--   those whose growth is clear after correction for the number looked at (Benjamini and Hochberg, at most 10 % false).
-- grain: one row per skill, label or term
-- window: recent
-- fit: emerging
-- counts: ads
-- interval: share = ads / all
-- params: since until source country employment role level remote
-- param: min_ads integer = 10 | ads of the window, for a row
-- param: min_employers integer = 5 | distinct employers of the window, for a row
-- param: rare number = 0.005 | a skill is new here when at most this share of the base's ads wanted it
-- param: top integer = 50 | only the first so many; 0 for all
-- param: terms boolean = true | also look for terms in the texts
-- column: kind text | skill, or label or term that is not in the taxonomy
-- column: ads ads | ads of the window
-- column: employers employers | distinct employers among them; unnamed ones count one per ad
-- column: share share | of all ads of the window
-- column: ads_before ads | ads of the base
-- column: growth ratio | share in the window over share in the base
-- column: growth_low ratio | lower end of the 95 % interval of growth; rows are ordered by it
with picked as (
    from two_windows(
        $since::date, $until::date, $base_since::date, $base_until::date,
        $source::varchar, $country::varchar, $employment::varchar, $role::varchar, $level::varchar, $remote::varchar)
    where is_fair
),
-- Only sources fairly watched in both windows tell new words from new sources. Each weighs in both what it has of the base.
matched as (
    select
        source,
        dense_rank() over (order by source) - 1 as place,
        count(*) filter (is_now = 1) as ads,
        count(*) filter (is_now = 0) as ads_before
    from picked
    group by source
    having count(distinct is_now) = 2
),
compared as (
    select *, ads_before / (select sum(ads_before) from matched) as weight from matched
),
known as (
    select lower(id) as word from skills
    union
    select lower(name) from skills
    union
    select lower(unnest(aliases)) from skills
),
labels as (
    select distinct l.version_key, lower(trim(unnest(l.tags))) as word from listings as l
),
terms as (
    select distinct p.version_key, unnest(terms_of(l.text)) as shown
    from picked as p
    join listings as l on l.version_key = p.version_key
    where $terms
),
words as (
    select version_key, 'skill' as kind, skill as name, skill_name as shown from mentions where polarity = 'wanted'
    union all
    select version_key, 'label' as kind, word as name, word as shown
    from labels
    where word not in (select word from known where word is not null) and len(word) between 2 and 40
    union all
    select version_key, 'term' as kind, lower(shown) as name, shown
    from terms
    where lower(shown) not in (select word from known where word is not null) and len(shown) between 3 and 40
),
by_draw as (
    select
        w.kind, w.name, c.place, p.is_now, draw_of(p.employer_id) as draw,
        any_value(w.shown) as shown, count(*) as ads
    from words as w
    join picked as p on p.version_key = w.version_key
    join compared as c on c.source = p.source
    group by w.kind, w.name, c.place, p.is_now, draw
    union all by name
    select c.place, p.is_now, draw_of(p.employer_id) as draw, count(*) as ads
    from picked as p
    join compared as c on c.source = p.source
    group by c.place, p.is_now, draw
),
-- Ads of an employer in all sources, as lists of shares hold them.
by_employer as (
    select kind, name, draw, sum(ads) as ads from by_draw where is_now = 1 group by kind, name, draw
),
employer_lists as (
    select kind, name, count(*) as employers, flatten(list([draw, cast(ads as bigint)])) as by_employer
    from by_employer
    group by kind, name
),
by_place as (
    select
        kind, name, place, any_value(shown) as shown,
        coalesce(sum(ads) filter (is_now = 1), 0) as ads,
        coalesce(sum(ads) filter (is_now = 0), 0) as ads_before,
        flatten(list([draw, 2 * place + is_now, ads])) as by_source
    from by_draw
    group by kind, name, place
),
measured as (
    select
        p.kind, p.name, any_value(p.shown) as shown,
        cast(sum(p.ads) as bigint) as ads, cast(sum(p.ads_before) as bigint) as ads_before,
        sum(c.weight * p.ads / c.ads) as standard,
        sum(c.weight * p.ads_before / c.ads_before) as standard_before,
        flatten(list(p.by_source)) as by_source
    from by_place as p
    join compared as c on c.place = p.place
    group by p.kind, p.name
)
select
    m.kind, m.name, m.shown, m.ads, e.employers,
    m.ads / a.ads as share, null::double as share_low, null::double as share_high,
    m.ads_before,
    case when m.ads_before > 0 then m.standard / m.standard_before end as growth,
    null::double as growth_low, null::double as growth_high,
    e.by_employer, m.by_source, $top as by_top
from measured as m
join employer_lists as e on e.kind is not distinct from m.kind and e.name is not distinct from m.name
cross join (select ads, ads_before from measured where kind is null) as a
where m.kind is null or m.ads >= $min_ads and e.employers >= $min_employers and m.ads_before <= $rare * a.ads_before
order by m.kind, m.name
;
-- adverts: ads | ads of the window, of the sources fairly watched in both windows, with the skill, label or term
from adverts(
    array(
        with picked as (
            from two_windows(
                $since::date, $until::date, $base_since::date, $base_until::date,
                $source::varchar, $country::varchar, $employment::varchar,
                $role::varchar, $level::varchar, $remote::varchar)
            where is_fair
        )
        select p.version_key
        from picked as p
        join listings as l on l.version_key = p.version_key
        where p.is_now = 1 and p.source in (select source from picked group by source having count(distinct is_now) = 2)
            and case $row_kind::varchar
                when 'skill' then p.version_key in (select version_key from ad_skills where skill = $row_name::varchar)
                when 'label' then list_contains(list_transform(l.tags, lambda tag: lower(trim(tag))), $row_name::varchar)
                else list_contains(list_transform(terms_of(l.text), lambda term: lower(term)), $row_name::varchar)
            end
    ),
    $row_name::varchar, null, null, $adverts)
