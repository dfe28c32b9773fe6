-- name: mean_half
-- doc: Half the width of the 95 % interval of the mean of a value over n ads that come from employers, who are what is
--   independent: the linearised variance of the mean, and Student's t on the number of employers less 1. squares sums up
--   the squares of what employers have of the value, products that with their ads, and all_squares the squares of their
--   ads. Null for one employer. A macro.
-- needs: welch_quantile
create or replace macro mean_half(mean, n, employers, squares, products, all_squares) as
    case
        when employers > 1 then
        welch_quantile(1, employers, 0, 2)
        * sqrt(greatest(0, squares - 2 * mean * products + mean * mean * all_squares) * employers / (employers - 1)) / n
    end
