-- name: mention_words
-- over: versions
-- rule: Polarity and strength hold known words, and the evidence is a span of its field.
select version_key, skill, polarity, strength, field, start_byte, end_byte
from mentions
where coalesce(polarity, '') not in ('wanted', 'negated')
    or coalesce(strength, '') not in ('title', 'required', 'preferred', 'mentioned')
    or field is null or start_byte < 0 or end_byte < start_byte
order by version_key, skill
limit 1000
