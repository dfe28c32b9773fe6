-- name: independent_ads
-- doc: How many independent ads tell as much of a share as so many ads do that come from employers: the linearised
--   variance of the share is measured over them (Kish 1965, "Survey Sampling"). squares sums up the squares of what
--   employers have of the share, products that with all their ads, and all_squares the squares of all their ads.
--   Where the share is 0 or 1 their sizes alone tell. A macro.
create or replace macro independent_ads(share, ads, employers, squares, products, all_squares) as
    case
        when employers > 1 and share between 1e-9 and 1 - 1e-9 then least(ads,
            share * (1 - share) * ads * ads * (employers - 1) / employers
            / nullif(greatest(0, squares - 2 * share * products + share * share * all_squares), 0))
        else ads * ads / all_squares
    end
