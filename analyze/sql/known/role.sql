-- The families of roles that ads are of.
select distinct role_family as name, role_family as value from ads where role_family is not null order by name
