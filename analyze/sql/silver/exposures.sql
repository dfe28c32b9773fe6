-- name: exposures
-- doc: How exposed the tasks of each family of roles are to language models, 0 to 1: the mean over its occupations, as
--   people rated them, as GPT-4 did, and exposure, the mean of the two; see the view occupations and its limits.
--   Families without an occupation are left out.
-- grain: one row per family of roles
-- needs: occupations
-- held: yes
create or replace view exposures as
select
    role_family, round((avg(human) + avg(gpt4)) / 2, 4) as exposure, round(avg(human), 4) as human, round(avg(gpt4), 4) as gpt4
from occupations
where code is not null
group by role_family
