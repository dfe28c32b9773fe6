-- name: listing_words
-- over: versions
-- rule: Seniority, remote and employment hold known words only.
select version_key, seniority, remote, employment
from listing_versions
where coalesce(seniority, 'mid') not in ('intern', 'junior', 'mid', 'senior', 'lead', 'principal', 'manager', 'director', 'executive')
    or coalesce(remote, 'remote') not in ('remote', 'hybrid', 'onsite')
    or not list_has_all(
        ['full_time', 'part_time', 'contract', 'freelance', 'internship', 'temporary'],
        coalesce(employment, []))
order by version_key
limit 1000
