-- name: terms_of
-- doc: The terms of one or two words that a text writes with a capital inside a sentence: a capital after a small word
--   and a blank begins a name, not a sentence. A macro.
create or replace macro terms_of(words) as regexp_extract_all(
    words, '[a-z),][ (]([A-Z][A-Za-z0-9+#]*[a-z0-9+#](?:[ .-][A-Z][A-Za-z0-9+#]*[a-z0-9+#])?)', 1)
