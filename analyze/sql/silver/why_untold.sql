-- name: why_untold
-- doc: Why a median of values that ads of these employers tell is withheld or only indicative, with its name; null
--   where it is neither. A macro.
-- needs: why_withheld
create or replace macro why_untold(what, draws) as
    why_withheld(what, len(draws), len(list_distinct(draws)))
