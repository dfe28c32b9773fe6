-- name: listing_countries
-- over: versions
-- rule: Countries are codes or scopes in capitals, such as DE, EU or WORLD.
select version_key, countries
from listing_versions
where len(list_filter(coalesce(countries, []), lambda code: not regexp_full_match(code, '[A-Z][A-Z_]{1,15}'))) > 0
order by version_key
limit 1000
