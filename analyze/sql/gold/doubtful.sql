-- name: doubtful
-- title: Ads that may be no opening
-- doc: Ads with several signs that nobody is being hired for them, each sign named: open for long, posted again
--   and again, no pay, nobody named, words of a pool of applicants, or a client who posted often and never
--   hired. Signs are counted, not weighed, and each has honest reasons too: it is a list to look twice at, no
--   verdict. Age counts where a source shows what is still open; an archive cannot tell it. What is counted are the
--   ads that were seen, no sample of more, so that there is no interval.
-- grain: one row per ad with enough signs
-- window: recent
-- params: since until source category country employment role level remote
-- param: min_signs integer = 3 | ads with fewer signs are left out
-- param: old_days integer = 60 | days open from which on age is a sign
-- param: top integer = 100 | only the first so many; 0 for all
-- column: posted date | day posted, or first seen where that is not said
-- column: days days | from then to the close, or to when it was last seen open; empty for archives
-- column: reposts posts | earlier posts of the same opening that were over; no interval: counted
-- column: signs signs | how many there are; no interval: counted
-- column: why text | which they are
-- column: of_ads share | ads with that many signs or more among the ads of its source in the window; no interval: a count of all, not a sample
with picked as (
    select *
    from wanting(
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar) as a
    where day between $since::date and $until::date
),
signed as (
    select
        p.*, j.reposts,
        case when p.source not in (from archives) then greatest(coalesce(p.closed, p.last_seen) - p.day, 0) end as days,
        regexp_matches(l.text,
            '(?i)\b(talent (pool|community|network|pipeline)|future (openings?|opportunit(y|ies)|roles?)|evergreen (role|job|position|posting|requisition)|(spontaneous|speculative|general|open) application|always (looking|hiring|on the lookout))\b'
        ) as is_pool
    from picked as p
    join listings as l on l.version_key = p.version_key
    left join jobs as j on j.listing_key = p.listing_key
),
reasoned as (
    select
        *,
        list_filter([
            case when days > $old_days then 'open for ' || days || ' days' end,
            case when reposts >= 3 then 'posted ' || reposts || ' times before' end,
            case when not has_pay then 'no pay said' end,
            case when employer_key is null then 'nobody named' end,
            case when is_pool then 'asks for a pool or speaks of later openings' end,
            case when client_hires = 0 and client_posts > 5 then 'no hire in ' || client_posts || ' posts of the client' end
        ], lambda sign: sign is not null) as reasons
    from signed
),
ranked as (
    select
        *,
        len(reasons) as signs,
        count(*) over (partition by source order by len(reasons) desc) / count(*) over (partition by source) as of_ads
    from reasoned
)
select
    source, title, employer, day as posted, days, coalesce(reposts, 0) as reposts,
    signs, array_to_string(reasons, '; ') as why, of_ads, url
from ranked
where signs >= $min_signs
qualify $top = 0 or row_number() over (order by signs desc, days desc nulls last, reposts desc nulls last, version_key) <= $top
order by signs desc, days desc nulls last, reposts desc nulls last, version_key
;
-- adverts: - | the ad itself
from adverts(
    array(
        select version_key
        from ads
        where source = $row_source::varchar and title = $row_title::varchar
            and day = $row_posted::date and url is not distinct from $row_url::varchar
    ),
    null, null, null, $adverts)
