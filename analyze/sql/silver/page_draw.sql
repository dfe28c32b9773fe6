-- name: page_draw
-- doc: The number by which an employer is drawn where the page "next" draws, too: draw_of in six digits of 62, which is
--   short enough to embed for every employer and long enough that two have hardly ever the same. A macro.
-- needs: draw_of
create or replace macro page_draw(employer_id) as draw_of(employer_id) % 56800235584
