-- name: wilson_high
-- doc: Upper end of Wilson's 95 % interval of a share p of n. n may be an effective size. A macro.
create or replace macro wilson_high(p, n) as
    case
        when p >= 1 and n > 0 then 1.0::double
        when p is not null and n > 0 then
        least(1, (p + 1.9208 / n + 1.96 * sqrt(greatest(p * (1 - p), 0) / n + 0.9604 / (n * n))) / (1 + 3.8416 / n))
    end
