-- The levels that ads say, and entry for all that are open to beginners.
select name, name as value
from (values
    ('entry'), ('intern'), ('junior'), ('mid'), ('senior'), ('lead'), ('principal'), ('manager'), ('director'),
    ('executive')
) as t (name)
