"""How the addresses of this room begin."""

TEAM = "teams/<slug:code>/"
PHASE = TEAM + "phases/<slug:phase>/"
ITEM = TEAM + "deliverables/<slug:item>/"
SEAT = "seats/<uuid:uid>/"
ROUND = "rounds/<uuid:uid>/"
