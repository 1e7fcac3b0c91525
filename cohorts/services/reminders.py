"""All reminder rules of this room."""

from cohorts.services.reminding import DIRECTIVES, R9, R10
from cohorts.services.reminding_answers import OBSTACLES, REQUESTS
from cohorts.services.reminding_lab import NAMES, R8
from cohorts.services.reminding_workshops import R7

RULES = (R7, R8, NAMES, R9, DIRECTIVES, R10, OBSTACLES, REQUESTS)
