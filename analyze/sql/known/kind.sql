-- The kinds of pay; see the view pay_equivalents.
select name, name as value from (values ('offer'), ('budget'), ('ceiling'), ('estimate'), ('board')) as t (name)
