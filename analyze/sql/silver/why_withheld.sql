-- name: why_withheld
-- doc: Why a figure of n ads of so many employers is withheld or only indicative, with its name; null where it is
--   neither. A macro.
create or replace macro why_withheld(what, n, employers) as
    case
        when n = 0 then what || ': no ad tells it'
        when n < 10 then what || ': too few ads (n=' || n || ')'
        when employers < 5 then what || ': too few employers (' || employers || ')'
        when n < 30 then what || ': indicative (n=' || n || ')'
    end
