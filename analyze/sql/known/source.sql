-- The sources that the lake has listings of.
select distinct source as name, source as value from listings order by name
