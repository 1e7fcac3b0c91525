"""The announcement of a call (PD-01) and the letters that invite to it (PD-02)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from proposals import call_papers
from proposals.forms.inviting import InvitationForm
from proposals.grounds import MoveRefused
from proposals.models import Extension
from proposals.services import inviting
from pyp_portal.accounts.roles import AgencyType
from pyp_portal.history.services import timeline
from pyp_portal.papers.models import Paper
from tests.factories.accounts import UserFactory
from tests.factories.call_pages import BriefingFactory
from tests.factories.proposals import CallFactory
from tests.papers.pdfs import bare, poppler_pages, sound_pdf_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november(at):
    return at("2024-11-28 09:00")


@pytest.fixture
def call(november):
    return CallFactory(
        opens_at=november,
        closes_at=november.replace(month=1, day=7, year=2025, hour=0),
        allowed_agency_types=["PROVINCE", "SAO", "COMPANY"],
        selection_due=date(2025, 2, 28),
    )


@pytest.fixture
def director():
    return UserFactory(director=True)


def url(name, *args):
    return reverse(f"proposals:{name}", args=args)


# --- What the papers say ------------------------------------------------------------


def test_the_announcement_says_the_rules_of_the_call_in_the_order_of_an_announcement(
    call, director, caplog
):
    event = BriefingFactory(call=call)
    BriefingFactory(call=call, title_th="ยกเลิกแล้ว", cancelled_at=event.starts_at)

    pages = poppler_pages(sound_pdf_of(call_papers.announce(call, director), caplog))

    text = bare("".join(pages))
    parts = [
        "ประกาศสำนักงานขับเคลื่อน",
        "เรื่อง การเปิดรับข้อเสนอประเด็นการบูรณาการ",
        "ข้อ ๑ ผู้มีสิทธิเสนอ",
        "ไม่เกิน ๕ เรื่อง",
        "ข้อ ๘ กำหนดการ",
        "จึงประกาศให้ทราบโดยทั่วกัน",
        "ประกาศ ณ วันที่ ๒๘ พฤศจิกายน พ.ศ. ๒๕๖๗",
        f"({director.name_th})",
        "ผู้อำนวยการสำนักงาน ป.ย.ป.",
    ]
    places = [text.index(bare(part)) for part in parts]
    assert places == sorted(places)
    for said in ("จังหวัด", "บริษัท", "เวลา ๒๓.๕๙ น.", "๒๘ กุมภาพันธ์ ๒๕๖๘"):
        assert bare(said) in text
    assert "ประชุมชี้แจงการจัดทำข้อเสนอครั้งที่" in text
    assert "ยกเลิกแล้ว" not in text
    assert ["- ๒ -" in page for page in pages] == [False, True]


def test_without_kinds_all_may_propose_and_more_time_is_announced(call, director):
    call.allowed_agency_types = []
    longer = call.closes_at + timedelta(days=3)
    given = {"call": call, "mode": "all", "reason": "น้ำท่วม", "asked_by": director}
    Extension.objects.create(
        **given, ends_at=longer, asked_at=call.opens_at, confirmed_at=call.opens_at
    )
    Extension.objects.create(**given, ends_at=longer + timedelta(days=9), asked_at=call.opens_at)

    said = call_papers.facts(call)

    assert said["kinds"] == []
    assert said["last_moment"] == longer - timedelta(minutes=1)


def test_a_letter_greets_each_head_once_and_many_in_its_annex(call, director, caplog):
    letter = call_papers.invite(call, director, kinds=list(AgencyType.values))
    short = call_papers.invite(call, director, kinds=["OPS", "MINISTRY", "SAO"])

    pages = poppler_pages(sound_pdf_of(letter, caplog))
    assert "เรียน หัวหน้าหน่วยงานตามรายการแนบท้าย" in pages[0].replace("\n", " ")
    assert "รายการแนบท้าย" in pages[-1]
    assert pages[-1].count("นายกเทศมนตรี ทุกแห่ง") == 1
    assert "ปลัดกระทรวง ทุกกระทรวง<br>นายกองค์การบริหารส่วนตำบล ทุกแห่ง<" in short.html
    assert "รายการแนบท้าย" not in short.html


def test_every_kind_of_agency_has_a_head_to_greet():
    assert set(call_papers.HEADS) == set(AgencyType)


def test_a_letter_to_a_briefing_says_when_and_where(call, director):
    event = BriefingFactory(call=call, title_th="ประชุมชี้แจง", sequence=1)
    inviting.announce(call, director)

    html = call_papers.invite(call, director, kinds=["SAO"], event=event).html

    assert "ห้องประชุม ๑ สำนักงาน ป.ย.ป." in html
    assert "https://meet.example.org/pyp" in html
    assert "แทนที่แจ้งไว้เดิม" in html
    assert "สิ่งที่ส่งมาด้วย" in html


# --- Issued once, and again when the call says something else ---------------------------


def test_an_announcement_is_issued_once_until_the_call_changes(call, director):
    first = inviting.announce(call, director)
    with pytest.raises(MoveRefused, match=first.number):
        inviting.announce(call, director)

    call.max_per_agency = 3
    call.save()
    second = inviting.announce(call, director)

    assert list(call_papers.announcements(call)) == [second, first]
    assert second.title.endswith("(ฉบับที่ 2)")
    assert "ให้ยกเลิกประกาศ" in second.html
    assert "ให้ยกเลิกประกาศ" not in Paper.objects.get(pk=first.pk).html
    told = [(event.verb, event.data["in_place_of"]) for event in timeline(call)]
    assert sorted(told) == [("announced", ""), ("announced", first.number)]


def test_the_same_letter_is_issued_once(call, director):
    inviting.invite(call, director, kinds=["SAO", "PROVINCE"])

    with pytest.raises(MoveRefused, match="PD02-0001"):
        inviting.invite(call, director, kinds=["PROVINCE", "SAO"])

    inviting.invite(call, director, kinds=["SAO"])
    assert call_papers.letters(call).count() == 2
    assert [event.verb for event in timeline(call)] == ["invited", "invited"]


# --- Pages ----------------------------------------------------------------------------


def test_the_director_issues_and_everybody_fetches(call, director, client_of):
    client = client_of(director)
    assert url("announce_call", call.fiscal_year) in page_of(client, call)

    client.post(url("announce_call", call.fiscal_year))

    paper = call_papers.announcements(call).get()
    assert Client().get(url("call_paper", paper.uid)).status_code == 202
    public = Client().get(call.get_absolute_url()).content.decode()
    assert url("call_paper", paper.uid) in public
    assert url("announce_call", call.fiscal_year) not in page_of(client, call)


def page_of(client, call):
    return client.get(url("call_papers", call.fiscal_year)).content.decode()


def test_an_officer_sees_a_draft_of_their_own_and_issues_nothing(call, client_of):
    officer, other = client_of(UserFactory(staff=True)), client_of(UserFactory(staff=True))

    for name, data in (
        ("announce_call", {}),
        ("invite_to_call", {"to": "propose", "kinds": ["SAO"]}),
    ):
        shown = officer.post(url(name, call.fiscal_year), data | {"draft": "1"})
        assert officer.get(shown.url).status_code == 202
        assert other.get(shown.url).status_code == 404
        assert Client().get(shown.url).status_code == 404
        assert officer.post(url(name, call.fiscal_year), data).status_code == 403
    assert not Paper.objects.official().exists()


def test_letters_are_for_the_office_and_the_auditor(call, director, client_of):
    letter = inviting.invite(call, director, kinds=["SAO"])
    allowed = {"staff": 202, "admin": 202, "auditor": 202, "committee": 404}

    answers = {
        role: client_of(UserFactory(**{role: True})).get(url("call_paper", letter.uid)).status_code
        for role in allowed
    }

    assert answers == allowed
    assert Client().get(url("call_paper", letter.uid)).status_code == 404


def test_a_letter_to_nobody_is_refused_with_a_sentence(call, director, client_of):
    answer = client_of(director).post(url("invite_to_call", call.fiscal_year), {"to": "propose"})

    assert "เลือกประเภทหน่วยงานที่จะส่งหนังสือถึงอย่างน้อยหนึ่งประเภท" in answer.content.decode()
    assert not Paper.objects.exists()


def test_only_admitted_kinds_and_coming_briefings_are_offered(call):
    event = BriefingFactory(call=call)
    BriefingFactory(call=call, starts_at=call.opens_at - timedelta(days=3))

    fields = InvitationForm(call).fields

    assert [value for value, _label in fields["kinds"].choices] == ["PROVINCE", "SAO", "COMPANY"]
    assert [value for value, _label in fields["to"].choices] == ["propose", str(event.uid)]
