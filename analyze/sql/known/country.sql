-- The countries and scopes that ads name.
select distinct unnest(countries) as name, name as value from ads order by name
