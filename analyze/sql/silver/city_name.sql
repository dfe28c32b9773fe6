-- name: city_name
-- doc: The name of the city of an ad, with the first country that the ad names: "Berlin, DE", since London is also in
--   Canada. A scope such as EU stands there only where no country does; null for an ad without a city or country. A macro:
--   city_name(city, countries).
create or replace macro city_name(city, countries) as
    city || ', ' || coalesce(list_filter(countries, lambda code: length(code) = 2 and code <> 'EU')[1], countries[1])
