-- name: place_among
-- doc: The place that is asked for as an ad names it, whatever the case it is written in; null where the ad counts in
--   another. A macro: place_among(city, countries, the place).
-- needs: places_of
create or replace macro place_among(city, countries, place) as
    list_filter(places_of(city, countries), lambda named: lower(named) = lower(place))[1]
