-- name: selected
-- doc: The ads that the common parameters select, whatever their date. A macro: selected(source, country,
--   employment, role, level, remote), each null for all. The level entry holds every ad that is open to beginners.
-- needs: ads is_asked
create or replace macro selected(
    want_source, want_country, want_employment, want_role, want_level, want_remote
) as table
select *
from ads
where is_asked(
    source, countries, employment_class, employment, role_family, seniority, entry_level, remote,
    want_source, want_country, want_employment, want_role, want_level, want_remote)
