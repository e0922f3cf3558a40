-- pledge_reports | error | giver and recipient are the same
SELECT report_id, giver_id FROM pledge_reports WHERE giver_id = recipient_id
