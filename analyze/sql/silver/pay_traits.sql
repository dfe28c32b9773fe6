-- name: pay_traits
-- doc: By what ads that state pay are compared with those that do not: a list of dimension and value. An ad has one value of
--   each dimension, "not said" where it tells none, but one of country for each that it names. A macro:
--   pay_traits(role family, level, countries, remote mode, employment class, source, whether law demands that pay be stated).
create or replace macro pay_traits(role, level, countries, remote, employment, source, is_bound) as
    [
        {dimension: 'all', value: 'all'},
        {dimension: 'role', value: coalesce(role, 'not said')},
        {dimension: 'level', value: coalesce(level, 'not said')},
        {dimension: 'remote', value: coalesce(remote, 'not said')},
        {dimension: 'employment', value: coalesce(employment, 'not said')},
        {dimension: 'source', value: source},
        {dimension: 'law', value: case when is_bound then 'demanded' else 'none_known' end}
    ] || [
        {dimension: 'country', value: country}
        for country in case when len(countries) > 0 then list_distinct(countries) else ['not said'] end
    ]
