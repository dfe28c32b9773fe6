-- name: technologies_wanted
-- doc: The named technologies that the ads of a window want, and which of them one has and an ad needs: all but
--   nice-to-haves. draw is the number by which the employer is drawn. A macro: technologies_wanted(since, until, undated,
--   source, country, employment, role, level, remote, have), source to remote each null for all; undated says whether ads
--   without a date count, too, and have names the skills one has by id, name or alias, with commas between.
-- grain: one row per job and technology
-- needs: selected is_in_window page_draw
create or replace macro technologies_wanted(
    from_day, to_day, with_undated, want_source, want_country, want_employment,
    want_role, want_level, want_remote, have
) as table
with words as (
    select distinct lower(trim(word)) as word
    from (select unnest(string_split(coalesce(have, ''), ',')) as word)
    where trim(word) <> ''
),
had as (
    select word as skill from words
    union
    select s.id
    from skills as s
    join words as w on w.word = lower(s.name) or list_contains(list_transform(s.aliases, lambda alias: lower(alias)), w.word)
),
picked as (
    select version_key, page_draw(employer_id) as draw, entry_level, day, title, url
    from selected(want_source, want_country, want_employment, want_role, want_level, want_remote)
    where is_in_window(day, from_day, to_day, with_undated)
)
select
    p.*, m.skill, m.skill_name, m.category,
    m.skill in (from had) as is_had,
    m.strength <> 'preferred' as is_needed
from picked as p
join mentions as m on m.version_key = p.version_key
where m.polarity = 'wanted' and not m.concept
