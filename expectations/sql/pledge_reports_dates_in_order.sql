-- pledge_reports | error | date_earliest after date_latest, or one without the other
SELECT report_id, date_earliest, date_latest FROM pledge_reports
WHERE date_earliest > date_latest OR (date_earliest IS NULL) <> (date_latest IS NULL)
