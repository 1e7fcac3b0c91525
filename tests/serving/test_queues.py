"""What workers do, on one page: what waits, what failed and why, tried again once, told of."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pyp_portal import clock
from pyp_portal.desk.waiting import waiting_for
from pyp_portal.history.services import timeline
from pyp_portal.imports.models import Import, Kind
from pyp_portal.outbox import addresses
from pyp_portal.outbox import services as outbox
from pyp_portal.outbox.models import Message, Why
from pyp_portal.papers.jobs import State
from pyp_portal.reminders.models import Reminder
from pyp_portal.serving import retrying, running
from pyp_portal.serving.models import TimedRun
from pyp_portal.serving.queues import QUEUES, looked_at
from pyp_portal.timetable import TIMETABLE
from tests.accounts.test_races import at_once
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory, PaperFactory
from tests.factories.proposals import StoredFileFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("queues:queues")
SWEEP = "remove unfinished uploads"


def mail(n, state="failed", trouble="SMTPRecipientsRefused: 550 mali@example.org", **facts):
    made = outbox.post(
        "papers/emails/export_ended.txt",
        to=f"reader{n}@example.org",
        occasion=f"queues:{n}:{state}",
        export=ExportFactory.build(asked_by=UserFactory.build()),
    )
    Message.objects.filter(pk=made.pk).update(state=state, trouble=trouble, **facts)
    return made


def stuck_import(**facts):
    now = clock.now()
    words = {"kind": Kind.AGENCIES, "name": "รายชื่อ.xlsx", "language": "th", "asked_at": now}
    stuck = {"attempts": 3, "touched_at": now - timedelta(minutes=3)}
    return Import.objects.create(**words, **(stuck | facts), asked_by=UserFactory())


def due_reminder(n, **facts):
    now = clock.now()
    words = {"key": f"k{n}", "rule": "R1", "step": "-1", "about": "ก", "due_at": now}
    return Reminder.objects.create(**words, at=now - timedelta(hours=1), planned_at=now, **facts)


def silent_file(**facts):
    asked = clock.now() - timedelta(hours=1)
    return StoredFileFactory(scan="waiting", scanned_at=asked, at=asked, **facts)


def trouble(n=1):
    """Something that failed in every queue that can fail."""
    for each in range(n):
        mail(each)
        PaperFactory(failed=True)
        ExportFactory(failed=True)
        silent_file()
        stuck_import()


def figures():
    return {
        row["queue"].code: (row["waiting"], row["busy"], row["failed"], row["asks"])
        for row in looked_at()
        if row["waiting"] or row["busy"] or row["failed"] or row["asks"]
    }


def told(user):
    return [line.title for line in waiting_for(user)]


def test_each_queue_counts_what_waits_is_under_way_and_failed(at):
    now = at("2025-02-18 10:30")
    old = now - timedelta(hours=2)
    mail(1, "waiting", created_at=old)
    mail(2, "sending")
    mail(3)
    mail(4, "uncertain")
    mail(5, "sent")
    addresses.close(mail(6).address, Why.REFUSED, "550 5.1.1")  # nothing is left to be done
    PaperFactory(issued_at=old)
    PaperFactory(claimed_at=now)
    PaperFactory(is_on_demand=True)  # waits for whoever opens it, not for a worker
    PaperFactory(failed=True)
    ExportFactory(claimed_at=now)
    ExportFactory(failed=True)
    ExportFactory(state="failed", cancelled_at=now)
    ExportFactory(state="failed", refusal="ไม่มีสิทธิ์")
    ExportFactory(failed=True, asked_at=now - timedelta(days=31))
    StoredFileFactory(scan="waiting", at=now)
    silent_file()
    stuck_import(attempts=0)
    stuck_import(attempts=1, touched_at=now)
    stuck_import()
    due_reminder(1)
    due_reminder(2, told_at=now)
    due_reminder(3, held_at=now, held_by=UserFactory())

    assert figures() == {
        "mails": (1, 1, 1, 1),
        "papers": (1, 1, 1, 0),
        "exports": (0, 1, 1, 0),
        "scans": (1, 0, 1, 0),
        "imports": (1, 1, 1, 0),
        "reminders": (1, 0, 0, 0),
    }
    since = {row["queue"].code: row["oldest"] for row in looked_at()}
    assert (since["mails"], since["papers"], since["exports"]) == (old, old, None)


def test_the_reason_holds_no_address_and_none_of_what_was_made(client_of):
    mail(1)
    PaperFactory(failed=True, error="ValueError: นายปกปิด ถูกปฏิเสธ", title="หนังสือปกปิด")
    ExportFactory(failed=True, title="รายการปกปิด", note="ปกปิด")

    page = client_of(UserFactory(admin=True)).get(PAGE).content.decode()

    assert "SMTPRecipientsRefused: 550 •••" in page
    assert "ValueError" in page
    assert [word for word in ("mali@example.org", "reader1@", "ปกปิด") if word in page] == []


def test_the_page_asks_as_much_at_one_row_as_at_three(client_of):
    admin = client_of(UserFactory(admin=True))
    admin.get(PAGE)
    asked = []
    for n in (1, 2):
        trouble(n)
        running.note(list(TIMETABLE)[n], 1)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            admin.get(PAGE)
        asked.append(len(seen))

    assert asked[0] == asked[1]


def test_staff_read_and_an_administrator_acts(client_of):
    trouble()
    buttons = {}
    for role in ("staff", "admin"):
        page = client_of(UserFactory(**{role: True})).get(PAGE).content.decode()
        words = ("/again/", "ลองใหม่ทั้งหมด", "/queues/run/")
        buttons[role] = [page.count(word) for word in words]

    assert buttons["staff"] == [0, 0, 0]
    assert buttons["admin"] == [10, 5, len(TIMETABLE) - 1]  # five kinds can fail; one and all


@pytest.mark.parametrize("code", ["mails", "papers", "exports", "scans", "imports"])
def test_what_failed_is_tried_again_alone_or_all_of_it_and_only_once(client_of, code):
    trouble(3)
    admin = UserFactory(admin=True)
    client, url = client_of(admin), reverse("queues:again", args=[code])
    queue = QUEUES[code]
    rows = list(queue.failed())
    one = rows[1]

    client.post(url, {"uid": "x"})  # names none, and not all of them
    client.post(url, {"uid": str(getattr(one, "uid", one.pk))})
    alone = [[e.verb for e in timeline(row) if e.by == admin] for row in rows]
    queue.model.objects.filter(pk=one.pk).update(**made_of(code))
    client.post(url)
    queue.model.objects.exclude(pk=one.pk).update(**made_of(code))
    answer = client.post(url, follow=True).content.decode()

    verb = "sent again" if code == "mails" else "tried again"
    assert alone == [[], [verb], []]
    assert [[e.verb for e in timeline(row) if e.by == admin] for row in rows] == [[verb]] * 3
    assert "ไม่มีรายการที่ไม่สำเร็จแล้ว" in answer


def made_of(code):
    """The facts of a row of this queue whose worker has done its work."""
    return {
        "mails": {"state": "sent"},
        "papers": {"state": State.MADE, "sha256": "f" * 64},
        "exports": {"state": State.MADE, "sha256": "f" * 64},
        "scans": {"scan": "clean"},
        "imports": {"state": "refused"},
    }[code]


def test_what_its_asker_cancelled_is_not_made_again():
    cancelled = ExportFactory(state="failed", cancelled_at=clock.now())

    assert retrying.exports([cancelled], UserFactory(admin=True)) == 0


@pytest.mark.parametrize("code", ["reminders", "announcements", "kitchen"])
def test_what_cannot_fail_cannot_be_tried_again(client_of, code):
    client = client_of(UserFactory(admin=True))

    assert client.post(reverse("queues:again", args=[code])).status_code == 404


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("code", ["mails", "papers", "exports", "imports"])
def test_two_press_at_once_and_it_waits_once(code):
    trouble()
    rows = list(QUEUES[code].failed())
    people = [UserFactory(admin=True), UserFactory(admin=True)]

    done, _refused = at_once(*(lambda by=by: QUEUES[code].retry(rows, by) for by in people))

    assert sorted(done) == [0, 1]
    assert len([event for event in timeline(rows[0]) if event.by in people]) == 1


def test_administrators_are_told_of_trouble_and_nobody_else():
    quiet = told(UserFactory(admin=True))
    trouble(2)
    mail(9, "uncertain")
    TimedRun.objects.create(name=SWEEP, late_after=clock.now() - timedelta(minutes=1))
    admin, staff = UserFactory(admin=True), UserFactory(staff=True)

    assert quiet == []
    assert sorted(told(admin)) == sorted(
        [
            "งานตามตารางเวลาล่าช้า",
            "มีอีเมลที่ถูกปฏิเสธ",
            "ยืนยันว่าอีเมลถึงผู้รับหรือไม่",
            "มีเอกสารที่จัดทำไม่สำเร็จ",
            "มีไฟล์ที่ผู้ใช้ขอซึ่งจัดทำไม่สำเร็จ",
            "โปรแกรมตรวจไวรัสไม่ตอบสนอง",
            "การนำเข้าข้อมูลหยุดค้าง",
        ]
    )
    assert told(staff) == []
