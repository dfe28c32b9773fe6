-- name: selected
-- doc: The ads that the common parameters select, whatever their date. A macro: selected(source, country,
--   employment, role, level, remote), each null for all. The level entry holds every ad that is open to beginners.
-- needs: ads
create or replace macro selected(
    want_source, want_country, want_employment, want_role, want_level, want_remote
) as table
select *
from ads
where (want_source is null or source = want_source)
    and (want_country is null or list_contains(countries, upper(want_country)))
    and (want_employment is null or employment_class = want_employment or list_contains(employment, want_employment))
    and (want_role is null or role_family = want_role)
    and (want_level is null or seniority = want_level or (want_level = 'entry' and entry_level))
    and (want_remote is null or remote = want_remote)
