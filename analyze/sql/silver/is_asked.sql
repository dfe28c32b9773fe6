-- name: is_asked
-- doc: Whether an ad is one that the common parameters select: see selected. A macro: of an ad its source, countries,
--   employment_class, employment, role_family, seniority, entry_level and remote, then source, country, employment, role,
--   level and remote as asked for, each null for all.
create or replace macro is_asked(
    source, countries, employment_class, employment, role_family, seniority, entry_level, remote,
    want_source, want_country, want_employment, want_role, want_level, want_remote
) as
    (want_source is null or source = want_source)
    and (want_country is null or list_contains(countries, upper(want_country)))
    and (want_employment is null or employment_class = want_employment or list_contains(employment, want_employment))
    and (want_role is null or role_family = want_role)
    and (want_level is null or seniority = want_level or (want_level = 'entry' and entry_level))
    and (want_remote is null or remote = want_remote)
