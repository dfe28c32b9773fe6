-- name: draw_of
-- doc: The number by which an employer is drawn for intervals: 63 bits of the MD5 of its id, the same in every lake
--   and on every machine. A macro.
create or replace macro draw_of(employer_id) as cast(md5_number_lower(employer_id) >> 1 as bigint)
