-- name: kind_of_ad
-- doc: A text that is the same for ads of one source, family of roles, level, remote mode and country, so that a change of
--   pay within it is none of the mix of ads. A macro.
create or replace macro kind_of_ad(source, role_family, seniority, remote, countries) as
    concat_ws('|', source, coalesce(role_family, '?'), coalesce(seniority, '?'), coalesce(remote, '?'), coalesce(countries[1], '?'))
