-- name: places_of
-- doc: The places that an ad counts in, as the question places names them: the countries and scopes that it names and
--   its city. A macro: places_of(city, countries); a list, empty for an ad that names none.
-- needs: city_name
create or replace macro places_of(city, countries) as
    list_filter(list_distinct(coalesce(countries, []) || [city_name(city, countries)]), lambda place: place is not null)
