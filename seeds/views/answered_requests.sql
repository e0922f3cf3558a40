-- Every request, the pledges that answer it, and the days between; one that was not answered has no answer
SELECT q.pledge_id AS request_id, q.first_reported_on AS asked_on, g.name AS asked, r.name AS asking, q.item AS asked_for,
       p.pledge_id AS answer_id, p.item AS given, p.amount, p.currency, p.status,
       date_diff('day', q.first_reported_on, p.first_reported_on) AS days
FROM pledges q JOIN actors g ON g.actor_id = q.giver_id JOIN actors r ON r.actor_id = q.recipient_id
LEFT JOIN pledges p ON p.requested_by_pledge_id = q.pledge_id
WHERE q.status = 'requested'
ORDER BY ALL
