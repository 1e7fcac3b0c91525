"""All reminder rules of this room."""

from selection.services.alarming import UNDECIDED_SELECTION
from selection.services.reminding import R3, R4, R5
from selection.services.reminding_pitches import R6

RULES = (R3, R4, R5, R6, UNDECIDED_SELECTION)
