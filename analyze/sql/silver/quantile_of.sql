-- name: quantile_of
-- doc: The quantile p of a sorted list, by linear interpolation between its members; p is brought into
--   0 to 1. A macro.
create or replace macro quantile_of(sorted, p) as
    sorted[1 + cast(floor(greatest(0, least(1, p)) * (len(sorted) - 1)) as bigint)]
    + (greatest(0, least(1, p)) * (len(sorted) - 1) - floor(greatest(0, least(1, p)) * (len(sorted) - 1)))
    * (coalesce(sorted[2 + cast(floor(greatest(0, least(1, p)) * (len(sorted) - 1)) as bigint)], sorted[len(sorted)])
        - sorted[1 + cast(floor(greatest(0, least(1, p)) * (len(sorted) - 1)) as bigint)])
