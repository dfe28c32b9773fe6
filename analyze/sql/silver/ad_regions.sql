-- name: ad_regions
-- doc: The state of the US or province of Canada in which the first place of an ad lies, such as US-CO: as the source's
--   words for the place say by its code ("Denver, CO") or its name ("Colorado"), or else as the city tells that was read.
--   An ad that does not name the country, or whose place tells no region, has no row.
-- grain: one row per job
-- needs: ads region_names
create or replace view ad_regions as
with parts as (
    select
        place, unnest(parts) as part, generate_subscripts(parts, 1) as turn
    from (
        select place, regexp_split_to_array(place, '\s*[,;|/()]\s*|\s*[-–—]\s*') as parts
        from (select distinct place from listings where representative and place is not null)
    )
),
said as (
    select p.place, p.turn, n.region, n.country, n.kind, n.word
    from parts as p
    join region_names as n on n.kind = 'code' and n.word = p.part
    union all
    select p.place, p.turn, n.region, n.country, n.kind, n.word
    from parts as p
    join region_names as n on n.kind = 'name' and n.word = lower(p.part)
),
located as (
    select a.version_key, a.countries, a.city, l.place
    from ads as a
    join listings as l on l.version_key = a.version_key
    where list_has_any(a.countries, ['US', 'CA'])
),
-- A code before a name, which may be a city's, too: Washington, DC.
worded as (
    select l.version_key, arg_min(s.region, (s.kind, s.turn)) as region
    from located as l
    join said as s on s.place = l.place
    where list_contains(l.countries, s.country) and (s.kind = 'code' or s.word is distinct from lower(l.city))
    group by l.version_key
),
housed as (
    select l.version_key, min(n.region) as region
    from located as l
    join region_names as n on n.kind = 'city' and n.word = l.city
    where list_contains(l.countries, n.country)
    group by l.version_key
    having count(*) = 1
)
select version_key, coalesce(w.region, h.region) as region
from worded as w
full join housed as h using (version_key)
