-- name: two_sided
-- doc: The probability that a standard normal value lies further from 0 than z does, after Abramowitz and
--   Stegun 26.2.17, true to 2e-7. A macro.
create or replace macro two_sided(z) as
    2 * exp(-z * z / 2) / sqrt(2 * pi())
    * (0.319381530 / (1 + 0.2316419 * abs(z))
        - 0.356563782 / pow(1 + 0.2316419 * abs(z), 2)
        + 1.781477937 / pow(1 + 0.2316419 * abs(z), 3)
        - 1.821255978 / pow(1 + 0.2316419 * abs(z), 4)
        + 1.330274429 / pow(1 + 0.2316419 * abs(z), 5))
