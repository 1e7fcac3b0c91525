"""The pages of exports: how far one is, one's own of a month, asking again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from kombu.exceptions import OperationalError

from proposals.exports import standing
from pyp_portal import clock
from pyp_portal.history.services import timeline
from pyp_portal.papers import exporting, services
from pyp_portal.papers.models import Export, Paper
from pyp_portal.papers.todo import todo
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory, PaperFactory

pytestmark = pytest.mark.django_db
POLL = 'hx-trigger="every 2s"'
MINE = reverse("papers:exports")
BEGUN = datetime(2025, 2, 18, 3, 0, tzinfo=UTC)
LASTED = timedelta(seconds=10)
NOTED = BEGUN + LASTED


@pytest.fixture(autouse=True)
def february(at):
    return at("2025-02-18 10:00")


@pytest.fixture
def me():
    return UserFactory()


@pytest.fixture
def mine(me, client_of):
    return client_of(me)


def text(client, export, **headers):
    answer = client.get(export.get_absolute_url(), headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("facts", "said", "asks_itself", "offers"),
    [
        ({}, "กำลังรอคิวจัดทำ", True, {"cancel"}),
        ({"done": 500, "total": 1300}, "500 จาก 1,300 แถว", True, {"cancel"}),
        ({"attempts": 1}, "ระบบจะทำต่อเองภายในไม่กี่นาที", True, {"cancel"}),
        ({"made": True, "done": 1300}, "มี 1,300 แถว", False, {"file", "again"}),
        (
            {"done": 500, "total": 1300, "begun_at": BEGUN, "noted_at": NOTED},
            "เหลืออีกประมาณ 16 วินาที",
            True,
            {"cancel"},
        ),
        (
            {"done": 500, "total": 1300, "begun_with": 480, "begun_at": BEGUN, "noted_at": NOTED},
            "เหลืออีกประมาณ 7 นาที",
            True,
            {"cancel"},
        ),
        ({"failed": True, "cancelled_at": BEGUN}, "คุณยกเลิกไฟล์นี้แล้ว", False, {"again"}),
        ({"failed": True}, "โปรดขอไฟล์ใหม่อีกครั้ง", False, {"again"}),
        ({"failed": True, "refusal": "ไม่มีสิทธิแล้ว"}, "ไม่มีสิทธิแล้ว", False, {"again"}),
    ],
)
def test_the_page_says_how_far_it_is(me, mine, facts, said, asks_itself, offers):
    export = ExportFactory(asked_by=me, **facts)

    page = text(mine, export)

    acts = {name: reverse(f"papers:{name}", args=[export.uid]) for name in ("again", "cancel")}
    urls = {"file": export.file_url, **acts}
    assert said in page
    assert "ทดสอบ" not in page  # the words of the machine are for the log
    assert (POLL in page) is asks_itself
    assert {name for name, url in urls.items() if f'action="{url}"' in page} == offers


@pytest.mark.parametrize(("silent_for", "is_stuck"), [(44, False), (46, True), (400, True)])
def test_a_worker_that_is_silent_is_said_to_be_so(me, mine, silent_for, is_stuck):
    last_sign = clock.now() - timedelta(seconds=silent_for)
    pace = {"done": 500, "total": 1300, "begun_at": BEGUN, "noted_at": NOTED}
    export = ExportFactory(asked_by=me, attempts=1, claimed_at=last_sign, **pace)
    shown = text(mine, export)
    said = ("ระบบจะทำต่อเอง" in shown, "เหลืออีกประมาณ" in shown)
    assert said == (is_stuck, not is_stuck)


def test_what_was_never_made_is_not_said_to_be_kept(me, mine):
    failed, made = ExportFactory(asked_by=me, failed=True), ExportFactory(asked_by=me, made=True)
    assert ["เก็บไว้ถึง" in text(mine, one) for one in (failed, made)] == [False, True]


def test_the_page_asks_for_the_part_that_changes_alone(me, mine):
    part = text(mine, ExportFactory(asked_by=me), **{"HX-Request": "true"})

    assert part.startswith('<div id="export-state" role="status"')
    assert "<html" not in part


def test_after_a_month_the_page_offers_a_new_file_only(me, mine, at):
    export = ExportFactory(asked_by=me, made=True)
    at("2025-03-20 10:00")

    page = text(mine, export)

    assert "ไฟล์นี้ไม่ได้เก็บไว้แล้ว" in page
    assert export.file_url not in page
    answer = mine.post(export.file_url)
    assert (answer.status_code, answer.headers["Location"]) == (302, export.get_absolute_url())
    assert mine.get(MINE).context["exports"] == []


def test_again_asks_for_the_same_list(me, mine):
    old = ExportFactory(asked_by=me, failed=True, parameters={"state": "draft"}, note="ร่าง")

    answer = mine.post(reverse("papers:again", args=[old.uid]))

    new = Export.objects.exclude(pk=old.pk).get()
    same = ["kind", "title", "note", "format", "parameters", "language", "asked_by"]
    assert [getattr(new, name) for name in same] == [getattr(old, name) for name in same]
    assert (new.state, answer.headers["Location"]) == ("queued", new.get_absolute_url())


def test_i_cancel_what_is_not_made_yet(me, mine, client_of):
    export = ExportFactory(asked_by=me)
    cancel = reverse("papers:cancel", args=[export.uid])
    auditor = client_of(UserFactory(auditor=True))
    assert auditor.post(cancel).status_code == 403
    assert 'action="' + cancel not in text(auditor, export)

    answers = [mine.post(cancel), mine.post(cancel)]

    assert [answer.headers["Location"] for answer in answers] == [export.get_absolute_url()] * 2
    assert [str(said) for said in get_messages(answers[1].wsgi_request)] == [
        "ยกเลิกการจัดทำไฟล์แล้ว",
        "ไฟล์นี้ไม่ได้อยู่ระหว่างจัดทำแล้ว ไม่มีการเปลี่ยนแปลง",
    ]
    assert [event.verb for event in timeline(export)] == ["cancelled"]
    assert "ยกเลิกแล้ว" in mine.get(MINE).content.decode()


def test_what_is_ready_waits_among_my_tasks_until_i_fetch_it(me, mine, client_of):
    export = ExportFactory(asked_by=me, made=True, standing=standing(me))
    ExportFactory(made=True), ExportFactory(asked_by=me, failed=True), ExportFactory(asked_by=me)
    auditor = client_of(UserFactory(auditor=True))

    b"".join(auditor.post(export.file_url))
    assert [(one.title, one.url) for one in todo(me)] == [
        ("ไฟล์ “ข้อเสนอ” พร้อมแล้ว", export.get_absolute_url())
    ]
    b"".join(mine.post(export.file_url))
    assert todo(me) == []


def test_many_that_are_ready_are_one_task(me):
    ExportFactory.create_batch(4, asked_by=me, made=True)
    assert [(one.title, one.url) for one in todo(me)] == [("มีไฟล์ที่ขอไว้พร้อมให้ดาวน์โหลด", MINE)]


def test_s35_too_many_at_once_are_answered_with_a_sentence(me, mine, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_WAITING", 1)
    ExportFactory(asked_by=me)

    answer = mine.post(reverse("proposals:export", query={"state": "draft"}))

    assert answer.headers["Location"].startswith(reverse("proposals:list"))
    assert "state=draft" in answer.headers["Location"]
    assert [str(said) for said in get_messages(answer.wsgi_request)] == [
        "ยังมีไฟล์ของคุณรอจัดทำอยู่หลายไฟล์ โปรดรอให้เสร็จก่อนแล้วจึงขอไฟล์ใหม่"
    ]
    assert Export.objects.count() == 1


def test_i_see_mine_newest_first_and_the_auditor_those_of_all(me, mine, client_of):
    first, second = ExportFactory(asked_by=me), ExportFactory(asked_by=me, made=True)
    other = ExportFactory()
    auditor = client_of(UserFactory(auditor=True))

    assert mine.get(MINE).context["exports"] == [second, first]
    page = auditor.get(MINE)
    assert page.context["exports"] == [other, second, first]
    assert str(me) in page.content.decode()


def test_many_exports_go_by_pages(me, mine, monkeypatch):
    monkeypatch.setattr("pyp_portal.papers.views.PAGE", 2)
    third, second, first = ExportFactory.create_batch(3, asked_by=me)

    page = mine.get(MINE)

    assert (page.context["exports"], page.context["next_key"]) == ([first, second], second.pk)
    assert mine.get(MINE, {"after": second.pk}).context["exports"] == [third]
    assert mine.get(MINE, {"after": "x"}).context["exports"] == [first, second]


@pytest.mark.postgres
def test_the_list_costs_the_same_at_one_and_three_rows(client_of, django_assert_num_queries):
    auditor = client_of(UserFactory(auditor=True))
    ExportFactory()
    with CaptureQueriesContext(connection) as at_one:
        auditor.get(MINE)
    ExportFactory.create_batch(2)
    with django_assert_num_queries(len(at_one)):
        auditor.get(MINE)


def test_a_paper_on_demand_waits_to_be_opened_and_is_rung_for_then(client_of, monkeypatch):
    rung = []
    monkeypatch.setattr(services, "ring", rung.append)
    paper = PaperFactory(is_on_demand=True)
    before = Paper.objects.values().get()

    queue = client_of(UserFactory(staff=True)).get(reverse("papers:list"))
    assert queue.context["waiting"] == 0
    assert "จัดทำเมื่อมีผู้เปิด" in queue.content.decode()
    assert rung == []

    services.deliver(queue.wsgi_request, paper)
    assert rung == [paper]
    assert Paper.objects.values().get() == before  # looking writes nothing


def test_a_broker_that_is_down_leaves_the_page_that_asks_again(client_of, monkeypatch):
    def down(paper):
        raise OperationalError

    monkeypatch.setattr(services, "ring", down)
    queue = client_of(UserFactory(staff=True)).get(reverse("papers:list"))

    answer = services.deliver(queue.wsgi_request, PaperFactory())

    assert (answer.status_code, answer["Refresh"]) == (202, "4")


def test_what_is_bound_to_be_read_counts_no_rows(me, mine):
    """Its steps are parts, which nobody counts; a pack says for whom it is."""
    pack = ExportFactory(asked_by=me, kind="selection.pack", format="pdf", made=True, done=5)

    body, row = text(mine, pack), mine.get(MINE).content.decode()

    assert "จัดทำให้คุณคนเดียว ทุกหน้ามีชื่อของคุณ" in body
    assert "มีข้อเสนอ" not in body
    assert row.count('class="num">–</td>') == 1
