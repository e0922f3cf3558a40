-- pledge_reports | error | neither item nor amount
SELECT report_id FROM pledge_reports WHERE item IS NULL AND amount IS NULL
