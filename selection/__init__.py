"""Room 2: committee, scores, pitch, meeting, decision."""
