-- name: ad_skills
-- doc: The skills that each job wants. A skill that an ad says it does not want is no row here.
-- grain: one row per job and skill
-- needs: ads
create or replace view ad_skills as
select
    a.*,
    m.skill, m.skill_name, m.category, m.concept, m.strength
from mentions as m
join ads as a on a.version_key = m.version_key
where m.polarity = 'wanted'
