-- evidence | error | quote is not the slice of the body
SELECT e.report_id, e.field, e.quote FROM evidence e JOIN articles a USING (article_id)
WHERE substring(a.body, e.char_start + 1, e.char_end - e.char_start) <> e.quote
  AND (a.body <> '' OR a.n_words = 0)  -- bodies may be left out of a release
