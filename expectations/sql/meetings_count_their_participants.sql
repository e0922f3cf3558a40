-- meetings | error | n_participants is not the number of participants
SELECT m.meeting_id, m.n_participants, count(p.actor_id) AS found
FROM meetings m LEFT JOIN meeting_participants p USING (meeting_id)
GROUP BY ALL HAVING count(p.actor_id) <> m.n_participants
