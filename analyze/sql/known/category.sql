-- The categories of the taxonomy, and those of skills that are no more in it.
select category as name, category as value from skills where category is not null
union
select category, category from mentions where category is not null
order by name
