-- name: why_no_change
-- doc: Why no change of pay is told from ads of a window and of its base: it takes 50 of both, 10 of each, of 5 employers
--   and of two sources, where one will not do; null where there is enough. A macro: why_no_change(ads of the window, of the
--   base, employers of both, sources of both as a list, whether one source will do).
-- needs: one_source_only
create or replace macro why_no_change(n_now, n_before, employers, sources, with_one_source) as
    case
        when n_now + n_before < 50 or least(n_now, n_before) < 10 then 'too few ads (' || n_now || ' and ' || n_before || ')'
        when employers < 5 then 'too few employers (' || employers || ')'
        when not with_one_source then one_source_only(sources)
    end
