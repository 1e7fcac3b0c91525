"""What the pages of notices, consents and the record of processing answer to each role."""

from pyp_portal.privacy.models import Notice, Processing
from tests.access.matrix import OFFICE, SIGNED_IN, Row, expect

SEES = f"{OFFICE} dpo"
KEEPERS = "admin admin2 dpo"


def first(world):
    return {"uid": Notice.objects.get(number=1).uid}


def activity(world):
    return {"uid": Processing.objects.get(code="RP-01").uid}


ROWS = [
    Row("privacy:office", expect(403, c200=SEES)),
    Row("privacy:activities", expect(403, c200=SEES)),
    Row(
        "privacy:activities",
        expect(403, c302=f"anonymous {KEEPERS}"),
        method="post",
        data=lambda world: {"title_th": "กล้องวงจรปิด"},
    ),
    Row("privacy:activity", expect(403, c200=SEES), kwargs=activity),
    Row("privacy:activity", expect(403, c200=KEEPERS), kwargs=activity, method="post"),
    Row("privacy:notices", expect(403, c200=SEES)),
    Row("privacy:notices", expect(403, c302=f"anonymous {KEEPERS}"), method="post"),
    Row("privacy:notice", expect(403, c200=SEES), kwargs=first),
    Row(
        "privacy:notice",
        expect(403, c200=KEEPERS),
        kwargs=first,
        method="post",
        data=lambda world: {"act": "publish"},
    ),
    Row("privacy:notice_read", expect(302, c302=SIGNED_IN), method="post"),
]
