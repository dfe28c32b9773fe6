-- name: pay_law_ads
-- doc: The ads of places where law demanded, on the day they were posted, that an ad state pay: those of pay_laws. The
--   place of an ad is its state or province where that is known, or else its country where it names but one. An ad
--   that names several places is taken by the first.
-- grain: one row per job
-- needs: ads ad_regions pay_laws
-- held: yes
create or replace view pay_law_ads as
select distinct a.version_key
from ads as a
left join ad_regions as r on r.version_key = a.version_key
join pay_laws as l
    on l.place = coalesce(r.region, case when len(a.countries) = 1 then a.countries[1] end)
where a.day >= l.since and (l.city is null or l.city = a.city)
