"""Room 3: participants, lab, presentation, follow-up, scale-out."""
