-- name: emerging
-- title: What is coming up
-- doc: Skills of the taxonomy that hardly any ad of the base wanted and that now are clearly wanted more, and
--   candidates for the taxonomy: labels that sources put on their ads, and terms of one or two words that
--   texts write with a capital inside a sentence, where no skill has them as a name. Both need ads of several employers. Growth is the ratio of shares of ads with its interval at
--   95 %; it has no upper end where the base has none.
-- grain: one row per skill, label or term
-- window: recent
-- params: since until source country employment
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
-- column: growth_low ratio | lower end of the ratio of shares; rows are ordered by it
with picked as (
    from two_windows(
        $since::date, $until::date, $base_since::date, $base_until::date,
        $source::varchar, $country::varchar, $employment::varchar)
),
sizes as (
    select
        cast(count(*) filter (is_now = 1) as double) as ads,
        cast(count(*) filter (is_now = 0) as double) as ads_before
    from picked
    -- Only sources seen in both windows tell new words from new sources.
    where source in (select source from picked group by source having count(distinct is_now) = 2)
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
-- A capital after a small word and a blank begins a name, not a sentence.
terms as (
    select distinct p.version_key, unnest(regexp_extract_all(
        l.text, '[a-z),][ (]([A-Z][A-Za-z0-9+#]*[a-z0-9+#](?:[ .-][A-Z][A-Za-z0-9+#]*[a-z0-9+#])?)', 1
    )) as shown
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
counted as (
    select
        w.kind, w.name, any_value(w.shown) as shown,
        count(*) filter (p.is_now = 1) as ads,
        count(distinct p.employer_id) filter (p.is_now = 1) as employers,
        count(*) filter (p.is_now = 0) as ads_before
    from words as w
    join picked as p on p.version_key = w.version_key
    where p.source in (select source from picked group by source having count(distinct is_now) = 2)
    group by w.kind, w.name
),
-- Half an ad is added to each count, so that a base of none has a ratio.
measured as (
    select
        c.*,
        c.ads / s.ads as share, s.ads as all_ads,
        ln((c.ads + 0.5) / (s.ads + 0.5)) - ln((c.ads_before + 0.5) / (s.ads_before + 0.5)) as log_ratio,
        sqrt(1 / (c.ads + 0.5) - 1 / (s.ads + 0.5) + 1 / (c.ads_before + 0.5) - 1 / (s.ads_before + 0.5)) as log_error
    from counted as c
    cross join sizes as s
    where c.ads >= $min_ads and c.employers >= $min_employers
        and c.ads_before <= $rare * s.ads_before
)
select
    kind, name, shown, ads, employers,
    share, wilson_low(share, all_ads) as share_low, wilson_high(share, all_ads) as share_high,
    ads_before,
    case when ads_before > 0 then exp(log_ratio) end as growth,
    exp(log_ratio - 1.96 * log_error) as growth_low,
    case when ads_before > 0 then exp(log_ratio + 1.96 * log_error) end as growth_high
from measured
where log_ratio > 1.96 * log_error
qualify $top = 0 or row_number() over (order by log_ratio - 1.96 * log_error desc, kind, name) <= $top
order by log_ratio - 1.96 * log_error desc, kind, name
