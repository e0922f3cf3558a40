-- US dollars per giver, recipient and status: low counts single pledges only, high the largest running total where it is larger
SELECT g.name AS giver, r.name AS recipient, p.status, count(*) AS n_pledges,
       sum(p.amount_usd) FILTER (p.amount_scope = 'single') AS usd_low,
       greatest(sum(p.amount_usd) FILTER (p.amount_scope = 'single'),
                max(p.amount_usd) FILTER (p.amount_scope = 'cumulative')) AS usd_high
FROM pledges p JOIN actors g ON g.actor_id = p.giver_id JOIN actors r ON r.actor_id = p.recipient_id
GROUP BY ALL
ORDER BY ALL
