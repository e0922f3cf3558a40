-- For each giver and recipient: how many requests were made, how many were answered, and after how many days (median) first
WITH first_answer AS (
    SELECT requested_by_pledge_id AS pledge_id, min(first_reported_on) AS answered_on
    FROM pledges WHERE requested_by_pledge_id IS NOT NULL GROUP BY ALL
)
SELECT g.name AS asked, r.name AS asking, count(*) AS n_requests, count(f.answered_on) AS n_answered,
       median(date_diff('day', q.first_reported_on, f.answered_on)) AS median_days
FROM pledges q JOIN actors g ON g.actor_id = q.giver_id JOIN actors r ON r.actor_id = q.recipient_id
LEFT JOIN first_answer f USING (pledge_id)
WHERE q.status = 'requested'
GROUP BY ALL
ORDER BY ALL
