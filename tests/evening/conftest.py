"""What the tests of the last evening share: the switch, turned as an administrator turns it."""

import pytest

from pyp_portal.evening import services, standing
from pyp_portal.evening.models import Banner
from tests.factories.accounts import UserFactory

REASON = "ผู้ใช้หนาแน่นก่อนปิดรับ"


@pytest.fixture
def turn(db):
    """``turn(True)``; the process asks anew, as it does after the commit."""

    def turned(is_on, by=None):
        held = services.turn(is_on, by=by or UserFactory(admin=True), reason=REASON)
        standing.forget()
        return held

    return turned


@pytest.fixture
def write(db, at):
    """``write(text_th="…")``: a banner from now on for an hour, unless it says otherwise."""

    def written(banner=None, by=None, **words):
        now = at("2025-01-06 21:00")
        said = {
            "text_th": "ระบบช้า",
            "text_en": "Slow",
            "severity": "care",
            "starts_at": now,
            "ends_at": now.replace(hour=22),
        }
        made = services.write_banner(
            banner or Banner(), by=by or UserFactory(admin=True), **said | words
        )
        standing.forget()
        return made

    return written
