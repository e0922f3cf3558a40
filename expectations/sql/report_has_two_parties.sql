-- meeting_reports | error | fewer than two participants
SELECT report_id, participant_ids FROM meeting_reports WHERE len(participant_ids) < 2
