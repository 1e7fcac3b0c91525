"""All reminder rules of this room."""

from proposals.services.reminding import ENDORSEMENTS, R1, R2
from proposals.services.reminding_partners import PARTNERS

RULES = (R1, R2, ENDORSEMENTS, PARTNERS)
