-- The places that ads name: countries, scopes and cities, these also without their country.
with named as (
    select distinct city, unnest(places_of(city, countries)) as place from ads
)
select place as name, place as value from named
union
select city, place from named where place like city || ', %'
order by name, value
