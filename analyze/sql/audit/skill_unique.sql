-- name: skill_unique
-- rule: A skill has one row, with a name and a category.
select id, count(*) as rows, any_value(name) as name, any_value(category) as category
from skills
group by id
having count(*) > 1 or id is null or any_value(name) is null or any_value(category) is null
order by id
limit 1000
