-- From when to when the dated ads of the lake go, those of a source or all.
select min(day) as first_day, max(day) as last_day
from ads
where $source::varchar is null or source = $source::varchar
