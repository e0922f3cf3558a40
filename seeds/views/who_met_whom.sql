-- Every meeting with its participants by name, the latest first
SELECT m.meeting_id, m.date_earliest, m.date_latest, m.format, m.status, m.place, m.topics,
       list(a.name ORDER BY a.name) AS participants, m.n_reports, m.n_stories
FROM meetings m JOIN meeting_participants p USING (meeting_id) JOIN actors a USING (actor_id)
GROUP BY ALL
ORDER BY m.date_earliest DESC NULLS LAST, m.meeting_id
