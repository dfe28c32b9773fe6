-- name: ads
-- doc: The ads that are counted: of each job the listing that stands for it. day is the date posted, or the
--   date first seen where that is earlier or no other is known; it is null for an undated ad of an
--   archive, whose first sighting says nothing. is_late says that an ad of a board was first seen later after it was
--   posted than watch_limits allow, so that it cannot be compared with those that were seen in time. An ad without a
--   named employer counts as an employer of its own in employer_id, since marketplaces hide their clients.
-- grain: one row per job
-- needs: archives watch_limits
-- held: yes
create or replace view ads as
with dated as (
    select
        l.*,
        cast(case
            when l.posted_at is not null then least(l.posted_at, coalesce(l.first_seen_at, l.seen_at))
            when l.source not in (from archives) then coalesce(l.first_seen_at, l.seen_at)
        end as date) as day,
        coalesce(
            l.source not in (from archives)
            and cast(coalesce(l.first_seen_at, l.seen_at) as date) - cast(l.posted_at as date) > coalesce(w.days, 14), false) as is_late
    from listings as l
    left join watch_limits as w on w.source = l.source
    where l.representative
)
select
    job_key, listing_key, version_key, source, native_id, url, title, employer,
    employer_key,
    coalesce(employer_key, 'job ' || job_key) as employer_id,
    day,
    cast(date_trunc('month', day) as date) as month,
    is_late,
    cast(first_seen_at as date) as first_seen,
    cast(coalesce(last_seen_at, first_seen_at, seen_at) as date) as last_seen,
    cast(closed_at as date) as closed,
    role_family, seniority,
    coalesce(entry_level, false) as entry_level,
    remote, countries, city, language, employment,
    case
        when list_has_any(employment, ['full_time', 'part_time']) then 'salaried'
        when list_contains(employment, 'contract') then 'contract'
        when list_contains(employment, 'freelance') then 'freelance'
        when list_contains(employment, 'temporary') then 'contract'
        when list_contains(employment, 'internship') then 'internship'
    end as employment_class,
    coalesce(asks_ai, false) as asks_ai,
    coalesce(has_pay, false) as has_pay,
    coalesce(skill_count, 0) as skill_count,
    bids, bid_average, applicants_min, applicants_max,
    client_country, client_spent_usd, client_hires, client_posts, client_rating, client_verified
from dated
