-- pledge_reports | error | an amount without currency, qualifier or scope, or one of them without amount
SELECT report_id, amount, currency, amount_qualifier, amount_scope FROM pledge_reports
WHERE (amount IS NULL) <> (currency IS NULL) OR (amount IS NULL) <> (amount_qualifier IS NULL)
   OR (amount IS NULL) <> (amount_scope IS NULL) OR (amount IS NULL) <> (currency_basis IS NULL)
