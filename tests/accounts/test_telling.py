"""What the office reads on the page of a person, whoever wrote it down."""

import pytest

from pyp_portal import clock
from pyp_portal.accounts.telling import told
from pyp_portal.desk.services import make_feed, revoke_feed
from pyp_portal.outbox.lining import end
from pyp_portal.outbox.models import Ended, LineLink
from pyp_portal.preferences.services import choose
from pyp_portal.privacy.copying import copy_for
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_what_others_write_down_about_a_person_is_told_in_words():
    person = UserFactory()
    LineLink.objects.create(user=person, line_user="U1", since=clock.now())

    make_feed(person)
    revoke_feed(person)
    choose(person, language="", ways={}, morning=True)
    copy_for(person)
    end("U1", Ended.SELF)

    assert [line.sentence for line in told(person)] == [
        f"{person}: {words}"
        for words in (
            "เลิกเชื่อมบัญชี LINE",
            "รับสำเนาข้อมูลของตนเอง",
            "เลือกวิธีรับการแจ้งเตือน",
            "ยกเลิกที่อยู่ปฏิทินส่วนตัว",
            "สร้างที่อยู่ปฏิทินส่วนตัว",
        )
    ]
