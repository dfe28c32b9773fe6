-- name: why_no_pay
-- doc: Why no figure of pay is told of n ads: it takes some least number of them, of 5 employers and of two sources, where
--   one will not do; null where there is enough. A macro: why_no_pay(n, the least, employers, sources as a list, whether
--   one source will do).
-- needs: one_source_only
create or replace macro why_no_pay(n, least_ads, employers, sources, with_one_source) as
    case
        when n < least_ads then 'too few ads (n=' || n || ')'
        when employers < 5 then 'too few employers (' || employers || ')'
        when not with_one_source then one_source_only(sources)
    end
