-- pledges | error | date_earliest after date_latest, or one without the other
SELECT pledge_id, date_earliest, date_latest FROM pledges
WHERE date_earliest > date_latest OR (date_earliest IS NULL) <> (date_latest IS NULL)
