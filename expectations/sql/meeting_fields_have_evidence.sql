-- meeting_reports | error | a value without the characters it was read from
WITH said AS (
    SELECT report_id, 'participant_ids' AS field FROM meeting_reports
    UNION ALL SELECT report_id, 'format' FROM meeting_reports
    UNION ALL SELECT report_id, 'status' FROM meeting_reports
    UNION ALL SELECT report_id, 'date_earliest' FROM meeting_reports WHERE date_earliest IS NOT NULL
    UNION ALL SELECT report_id, 'date_latest' FROM meeting_reports WHERE date_latest IS NOT NULL
    UNION ALL SELECT report_id, 'place' FROM meeting_reports WHERE place IS NOT NULL
    UNION ALL SELECT report_id, 'place_country' FROM meeting_reports WHERE place_country IS NOT NULL
    UNION ALL SELECT report_id, 'topics' FROM meeting_reports WHERE len(topics) > 0
)
SELECT s.report_id, s.field FROM said s ANTI JOIN evidence e ON e.report_id = s.report_id AND e.field = s.field
