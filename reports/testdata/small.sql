-- A small made-up market with an archive, a board, and adverts that mean harm: 17 months of 60 ads, six skills.
insert into skills by name
select *
from (values
    ('go', 'Go', 'language', false, false, ['golang']),
    ('sql', 'SQL', 'language', false, false, []),
    ('react', 'React', 'web', false, false, []),
    ('llm', 'LLM', 'ai', false, true, []),
    ('agile', 'Agile', 'methods', true, false, []),
    ('x-lang', '<i>X</i> | *lang*', 'cloud_devops', false, false, [])
) as v (id, name, category, concept, ai, aliases);

create table made as
select
    m * 60 + k as id, m, k,
    timestamp '2023-06-01' + to_months(cast(m as integer)) + to_days(cast(k // 3 as integer)) as posted,
    hash(m, k, 'a') % 100 as roll
from range(17) t (m), range(60) u (k);

insert into listings by name
select
    id as version_key, id as listing_key, id as job_key, case when k % 3 = 0 then 'board' else 'archive' end as source,
    'Engineer ' || id as title, 'software_engineering' as role_family, ['junior', 'senior', null][1 + cast(roll % 3 as integer)] as seniority,
    roll % 7 = 0 as entry_level, 'Firm ' || id % 25 as employer, 'e' || id % 25 as employer_key,
    [['US', 'DE', 'WORLD'][1 + cast(roll % 3 as integer)]] as countries, case when roll % 2 = 0 then 'remote' end as remote,
    case when k % 2 = 0 then ['contract'] else ['full_time'] end as employment,
    k % 2 = 0 or roll < 40 as has_pay, 2 as skill_count, roll % 5 = 0 as asks_ai,
    'https://jobs.example/' || id as url, posted as posted_at, posted as first_seen_at, timestamp '2024-10-31' as last_seen_at,
    case when k % 3 = 0 then posted + interval 20 day end as closed_at, case when k % 3 = 0 then 5 + roll % 20 end as bids
from made;

-- The newest ads of the archive are hostile.
update listings set
    title = case version_key % 5
        when 0 then '<img src=x onerror=alert(1)>'
        when 1 then '</script><script>alert(1)</script>'
        when 2 then '=HYPERLINK("http://evil.example","x")'
        when 3 then chr(27) || ']8;;http://evil.example' || chr(7) || 'click' || chr(27) || '[31m' || chr(8238) || 'x'
        else '](javascript:alert(1)) **b** `c` | d'
    end,
    url = case version_key % 4
        when 0 then 'javascript:alert(1)'
        when 1 then 'data:text/html,<script>alert(1)</script>'
        when 2 then 'https://jobs.example/"><script>alert(1)</script>?a=(b)'
        else 'HTTPS://jobs.example/ok'
    end,
    employer = '=cmd|''/c calc''!A0 <b onmouseover=alert(1)>' || chr(27) || '[2J',
    employer_key = 'hostile' || version_key % 3, tags = ['<script>alert(2)</script>', '@sum(1+1)']
where posted_at >= timestamp '2024-10-19';

-- An employer of its own for each of a few, so that their labels are seen as coming up.
update listings set employer_key = 'h' || version_key, tags = ['<script>alert(2)</script>']
where posted_at >= timestamp '2024-10-10' and posted_at < timestamp '2024-10-19';

insert into mentions by name
select
    made.id as version_key, s.id as skill, s.name as skill_name, s.category, s.concept,
    case when hash(m, k, s.id, 'n') % 5 = 0 then 'preferred' else 'required' end as strength,
    case when m = 16 then '<u>' || s.name || '</u>' || chr(27) || '[1m' else s.name end as evidence
from made, skills as s
where case s.id
    when 'go' then hash(m, k, 'go') % 100 < 40
    when 'sql' then hash(m, k, 'sql') % 100 < 30
    when 'react' then hash(m, k, 'react') % 100 < 25
    when 'llm' then hash(m, k, 'llm') % 100 < 3 + 4 * m
    when 'agile' then hash(m, k, 'agile') % 100 < 20
    else hash(m, k, 'x') % 100 < 25
end;

insert into pay by name
select
    id as version_key, id as listing_key,
    case when k % 2 = 0 then 20 + roll % 60 else 60000 + 1000 * roll end as min,
    case when k % 2 = 0 then 30 + roll % 60 else 80000 + 1000 * roll end as max,
    case when k % 2 = 0 then 'hour' else 'year' end as period, posted as posted_at,
    case when k % 8 = 0 then 'budget_band' else 'parsed' end as basis
from made
where k % 2 = 0 or roll < 40;

-- A run saw all of the board, so that it can tell what is open.
insert into scopes by name select 'board' as source, 'all' as scope, 'end' as kind;

insert into fx by name select timestamp '2023-01-01' as date, 'USD' as currency, 1.1 as per_eur;
