-- Requests and the pledges that answer them, with the days between
SELECT q.pledge_id AS request_id, p.pledge_id AS answer_id, g.name AS giver, r.name AS recipient, q.item AS asked_for,
       p.item AS given, p.status, date_diff('day', q.first_reported_on, p.first_reported_on) AS days
FROM pledges p JOIN pledges q ON q.pledge_id = p.requested_by_pledge_id
JOIN actors g ON g.actor_id = p.giver_id JOIN actors r ON r.actor_id = p.recipient_id
ORDER BY ALL
