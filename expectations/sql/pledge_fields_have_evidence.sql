-- pledge_reports | error | a value without the characters it was read from
WITH said AS (
    SELECT report_id, 'giver_id' AS field FROM pledge_reports
    UNION ALL SELECT report_id, 'recipient_id' AS field FROM pledge_reports
    UNION ALL SELECT report_id, 'status' AS field FROM pledge_reports
    UNION ALL SELECT report_id, 'kind' AS field FROM pledge_reports
    UNION ALL SELECT report_id, 'item' AS field FROM pledge_reports WHERE item IS NOT NULL
    UNION ALL SELECT report_id, 'quantity' AS field FROM pledge_reports WHERE quantity IS NOT NULL
    UNION ALL SELECT report_id, 'amount' AS field FROM pledge_reports WHERE amount IS NOT NULL
    UNION ALL SELECT report_id, 'amount_qualifier' AS field FROM pledge_reports WHERE amount_qualifier IS NOT NULL
    UNION ALL SELECT report_id, 'amount_scope' AS field FROM pledge_reports WHERE amount_scope IS NOT NULL
    UNION ALL SELECT report_id, 'currency' AS field FROM pledge_reports WHERE currency IS NOT NULL
    UNION ALL SELECT report_id, 'currency_basis' AS field FROM pledge_reports WHERE currency_basis IS NOT NULL
    UNION ALL SELECT report_id, 'date_earliest' AS field FROM pledge_reports WHERE date_earliest IS NOT NULL
    UNION ALL SELECT report_id, 'date_latest' AS field FROM pledge_reports WHERE date_latest IS NOT NULL
    UNION ALL SELECT report_id, 'co_giver_ids' AS field FROM pledge_reports WHERE len(co_giver_ids) > 0
)
SELECT s.report_id, s.field FROM said s ANTI JOIN evidence e ON e.report_id = s.report_id AND e.field = s.field
