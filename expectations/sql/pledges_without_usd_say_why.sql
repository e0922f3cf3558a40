-- pledges | error | an amount without a value in US dollars and without a reason, or a reason beside a value
SELECT pledge_id, amount, amount_usd, fx_note FROM pledges
WHERE (amount IS NOT NULL AND amount_usd IS NULL) <> (fx_note IS NOT NULL)
