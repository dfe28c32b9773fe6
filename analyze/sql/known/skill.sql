-- The skills of the taxonomy by id, by name and by alias, and those of ads that are no more in it.
select id as name, id as value from skills
union
select name, id from skills where name is not null
union
select unnest(aliases), id from skills
union
select skill, skill from mentions where skill is not null
order by name, value
