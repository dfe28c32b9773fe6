-- name: welch_quantile
-- doc: The quantile at 97.5 % of the t distribution that a difference of two means follows, from the squared errors of
--   the means and how many values each rests on (Welch and Satterthwaite; the quantile by the expansion of
--   Cornish and Fisher, right to 0.01 from 4 degrees of freedom on). A macro.
create or replace macro welch_quantile(a, n_a, b, n_b) as
    case
        when a + b > 0 then
        1.96 + 2.3724 * (a * a / (n_a - 1) + b * b / (n_b - 1)) / ((a + b) * (a + b))
        + 2.8226 * pow((a * a / (n_a - 1) + b * b / (n_b - 1)) / ((a + b) * (a + b)), 2)
        + 2.5559 * pow((a * a / (n_a - 1) + b * b / (n_b - 1)) / ((a + b) * (a + b)), 3)
        else 1.96
    end
