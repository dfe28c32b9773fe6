-- name: mention_skill_known
-- over: versions
-- rule: Every skill that is mentioned stands in the taxonomy under the same name and category.
select m.skill, any_value(m.skill_name) as skill_name, any_value(m.category) as category, count(*) as mentions
from mentions as m
left join skills as s on s.id = m.skill
where s.id is null or s.name is distinct from m.skill_name or s.category is distinct from m.category
group by m.skill
order by m.skill
limit 1000
