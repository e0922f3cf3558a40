-- evidence | error | no report of this id
SELECT report_id, field FROM evidence
WHERE report_id NOT IN (SELECT report_id FROM meeting_reports UNION ALL SELECT report_id FROM pledge_reports)
