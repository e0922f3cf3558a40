-- pledges | error | amount_usd without its rate, or a rate without amount_usd
SELECT pledge_id, amount_usd, fx_rate FROM pledges WHERE (amount_usd IS NULL) <> (fx_rate IS NULL)
