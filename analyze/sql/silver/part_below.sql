-- name: part_below
-- doc: The part of an evenly spread range that lies below an amount, 0 to 1; one half where a range without
--   width is the amount itself. A macro.
create or replace macro part_below(low, high, amount) as
    case
        when high > low then greatest(0, least(1, (amount - low) / (high - low)))
        else (1 + sign(amount - low)) / 2.0
    end
