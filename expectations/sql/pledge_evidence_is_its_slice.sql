-- pledge_reports | error | evidence is not the slice of the body
SELECT r.report_id, r.evidence FROM pledge_reports r JOIN articles a USING (article_id)
WHERE substring(a.body, r.char_start + 1, r.char_end - r.char_start) <> r.evidence
  AND (a.body <> '' OR a.n_words = 0)  -- bodies may be left out of a release
