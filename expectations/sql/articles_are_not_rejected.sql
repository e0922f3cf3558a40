-- rejects | error | a file that is an article is rejected at the stages before it
SELECT r.source_file, r.stage FROM rejects r JOIN articles a USING (source_file) WHERE r.stage <> 'reports'
