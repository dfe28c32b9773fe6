-- Where the work is done, as ads say.
select name, name as value from (values ('remote'), ('hybrid'), ('onsite')) as t (name)
