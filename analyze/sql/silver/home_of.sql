-- name: home_of
-- doc: The country of a city that is named as city_name names it: DE of "Berlin, DE"; null for a country or scope. A macro.
create or replace macro home_of(place) as
    nullif(upper(regexp_extract(place, ', *([A-Za-z]{2})$', 1)), '')
