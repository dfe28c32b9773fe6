-- name: median_told
-- doc: The median of values that ads of these employers tell, null for fewer than 10 ads or 5 employers: there
--   why_withheld says so. A macro.
-- needs: quantile_of
create or replace macro median_told(told, draws) as
    case when len(told) >= 10 and len(list_distinct(draws)) >= 5 then quantile_of(list_sort(told), 0.5) end
