-- name: selected
-- doc: The ads that the common parameters select, whatever their date. A macro: selected(source, country,
--   employment), each null for all.
-- needs: ads
create or replace macro selected(want_source, want_country, want_employment) as table
select *
from ads
where (want_source is null or source = want_source)
    and (want_country is null or list_contains(countries, upper(want_country)))
    and (want_employment is null or employment_class = want_employment or list_contains(employment, want_employment))
