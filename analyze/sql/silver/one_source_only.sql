-- name: one_source_only
-- doc: That a figure rests on one source, with its name, of the list of its sources; null where there are more. A macro.
create or replace macro one_source_only(sources) as
    case when len(sources) = 1 then 'one source: ' || sources[1] || ' only' end
