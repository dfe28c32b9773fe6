-- The classes that ads are counted by, and the kinds that ads say.
select name, name as value
from (values
    ('salaried'), ('contract'), ('freelance'), ('internship'), ('full_time'), ('part_time'), ('temporary')
) as t (name)
order by name
