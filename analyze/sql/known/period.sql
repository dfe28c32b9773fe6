-- The periods that pay is for.
select name, name as value
from (values ('hour'), ('day'), ('week'), ('2weeks'), ('month'), ('year'), ('project'), ('unit')) as t (name)
