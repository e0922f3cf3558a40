-- mentions | error | text is not the slice of the body
SELECT m.article_id, m.char_start, m.text FROM mentions m JOIN articles a USING (article_id)
WHERE substring(a.body, m.char_start + 1, m.char_end - m.char_start) <> m.text
  AND (a.body <> '' OR a.n_words = 0)  -- bodies may be left out of a release
