-- US dollars per giver, recipient and status: low counts each single pledge once, without parts of others; high the largest running total where that is more
SELECT g.name AS giver, r.name AS recipient, p.status, count(*) AS n_pledges,
       count(*) FILTER (p.amount_usd IS NULL) AS n_without_usd,
       sum(p.amount_usd) FILTER (p.amount_scope = 'single' AND p.part_of_pledge_id IS NULL) AS usd_low,
       greatest(sum(p.amount_usd) FILTER (p.amount_scope = 'single' AND p.part_of_pledge_id IS NULL),
                max(p.amount_usd) FILTER (p.amount_scope = 'cumulative')) AS usd_high
FROM pledges p JOIN actors g ON g.actor_id = p.giver_id JOIN actors r ON r.actor_id = p.recipient_id
GROUP BY ALL
ORDER BY ALL
