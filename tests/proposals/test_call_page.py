"""The public page of a call: dates with their hour, who may propose, rules, criteria, documents."""

import hashlib
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.models import CallDocument
from proposals.services import explaining
from proposals.services.starting import CannotStart, start
from proposals.views.calls import days, kinds
from pyp_portal import clock
from pyp_portal.accounts.roles import AgencyType
from pyp_portal.uploads.models import Scan
from selection.models import Criterion
from selection.services import planning
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.call_pages import BriefingFactory, CallDocumentFactory
from tests.factories.proposals import CallFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return CallFactory(open_now=True)


def page_of(client, call):
    return client.get(call.get_absolute_url()).content.decode()


def test_the_page_without_a_year_is_that_of_the_call_of_today(client, call):
    CallFactory(fiscal_year=2567)

    assert client.get(reverse("call")).context["call"] == call


def test_there_is_no_page_before_the_first_call(client):
    assert client.get(reverse("call")).status_code == 404


def test_every_date_that_binds_is_there_with_its_hour(client, at):
    at("2024-12-20 10:00")
    call = CallFactory(
        endorsement_due=clock.now() + timedelta(days=25), selection_due=date(2025, 2, 28)
    )

    page = page_of(client, call)

    assert "6 ม.ค. 2568 23.59 น." in page.replace("\xa0", " ")
    assert [day.label for day in days(call, [])] == [
        "เปิดรับข้อเสนอ",
        "ปิดรับข้อเสนอ",
        "วันสุดท้ายที่หัวหน้าหน่วยงานรับรอง",
        "ประกาศผลภายใน",
        "เริ่มห้องปฏิบัติการ",
        "สิ้นสุดห้องปฏิบัติการ",
    ]
    assert [day.is_past for day in days(call, [])] == [True, False, False, False, False, False]


def test_more_time_for_everybody_stands_among_the_dates(call):
    until = call.closes_at + timedelta(days=2)
    officer = UserFactory(staff=True)
    now = clock.now()
    facts = {"ends_at": until, "reason": "ระบบขัดข้อง", "asked_by": officer, "asked_at": now}
    call.extensions.create(mode="all", **facts)
    assert until not in [day.at for day in days(call, [])]

    call.extensions.update(confirmed_at=now)

    assert until in [day.at for day in days(call, [])]


def test_c30_all_kinds_may_propose_unless_the_year_is_narrowed(client, call):
    assert kinds(call) is None

    call.allowed_agency_types = ["BMA", "FOUNDATION", "PAO", "PROVINCE"]
    call.save()

    assert kinds(call) == [
        ("ส่วนภูมิภาค", ["จังหวัด"]),
        ("ส่วนท้องถิ่น", ["องค์การบริหารส่วนจังหวัด", "กรุงเทพมหานคร"]),
        ("ภาคประชาสังคม", ["มูลนิธิ"]),
    ]
    assert "องค์การบริหารส่วนจังหวัด, กรุงเทพมหานคร" in page_of(client, call)


def test_c30_members_learn_whether_their_agency_is_among_them(client_of, call):
    call.allowed_agency_types = ["PAO"]
    call.save()
    sao, pao = AgencyFactory(type=AgencyType.SAO), AgencyFactory(type=AgencyType.PAO)
    shown = {}
    for agency in (sao, pao):
        client = client_of(MembershipFactory(agency=agency).user)
        shown[agency] = client.get(call.get_absolute_url()).context["own"]

    assert shown == {sao: [(sao, False)], pao: [(pao, True)]}


def test_c30_an_officer_narrows_the_year_and_the_verbs_follow(call):
    officer, agency = UserFactory(staff=True), AgencyFactory(type=AgencyType.SAO)

    explaining.admit_kinds(call, officer, ["PAO"])

    with pytest.raises(CannotStart):
        start(call, agency, officer)


def test_criteria_and_weights_are_those_of_the_selection_plan(client, call):
    plan = planning.open_plan(call, pitch_weight=70, doc_weight=30)

    page = page_of(client, call)

    for criterion in Criterion.objects.filter(rubric__plan=plan):
        assert f'<span class="weight">{criterion.weight} %</span>' in page
        assert criterion.label_th in page
    assert "คะแนนเอกสารคิดเป็นร้อยละ 30" in page
    assert "ยังไม่ได้ประกาศเกณฑ์ของปีนี้" not in page


def test_a_year_without_a_pitch_shows_the_criteria_of_the_documents_only(client, call):
    plan = planning.open_plan(call, pitch_mode="none")

    page = page_of(client, call)

    shown = {c.rubric.stage for c in Criterion.objects.filter(rubric__plan=plan) if c.label in page}
    assert shown == {"doc"}


def test_before_the_plan_is_there_the_criteria_of_the_year_before_are_shown_as_such(client, call):
    assert 'id="criteria"' not in page_of(client, call)
    planning.open_plan(CallFactory(fiscal_year=2569))
    assert 'id="criteria"' not in page_of(client, call)

    planning.open_plan(CallFactory(fiscal_year=2567))

    assert "เกณฑ์ที่แสดงเป็นของปีงบประมาณ พ.ศ. 2567" in page_of(client, call)


def test_a_briefing_stands_with_place_link_and_its_slides(client, call):
    event = BriefingFactory(call=call)
    slides = CallDocumentFactory(call=call, briefing=event, kind="slides")
    recording = CallDocumentFactory(call=call, link="https://example.org/video", briefing=event)

    page = page_of(client, call)

    for text in (event.title_th, event.place_th, event.online_url, recording.url):
        assert text in page
    assert slides.get_absolute_url() in page
    assert slides.file.sha256 in page


def test_a_cancelled_briefing_stays_with_its_reason_and_without_its_link(client, call):
    event = BriefingFactory(call=call)
    explaining.cancel_briefing(event, UserFactory(staff=True), "วิทยากรติดภารกิจด่วน")

    page = page_of(client, call)

    assert "วิทยากรติดภารกิจด่วน" in page
    assert event.online_url not in page


def test_everybody_downloads_what_is_on_the_page(client, call):
    document = CallDocumentFactory(call=call)

    answer = client.get(document.get_absolute_url())

    assert hashlib.sha256(b"".join(answer)).hexdigest() == document.file.sha256
    assert answer["Content-Disposition"].startswith("attachment")


def removed(document):
    explaining.remove_document(document, UserFactory(staff=True))


def infected(document):
    type(document.file).objects.filter(pk=document.file_id).update(scan=Scan.FAILED)


@pytest.mark.parametrize("happened", [removed, infected])
def test_nobody_downloads_what_was_taken_away_or_found_bad(client, call, happened):
    document = CallDocumentFactory(call=call)

    happened(document)

    assert client.get(document.get_absolute_url()).status_code == 404
    assert document.title_th not in page_of(client, call)


def test_a_link_is_no_file_of_ours(client, call):
    document = CallDocumentFactory(call=call, link="https://example.org/")

    assert client.get(document.get_absolute_url()).status_code == 404
    assert list(CallDocument.objects.public()) == [document]


def test_the_page_costs_the_same_however_much_stands_on_it(client, call):
    planning.open_plan(call)
    costs = []
    for more in (1, 2):
        for _each in range(more):
            event = BriefingFactory(call=call)
            CallDocumentFactory(call=call, briefing=event)
            CallDocumentFactory(call=call)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page_of(client, call)
        costs.append(len(asked))

    assert costs[0] == costs[1]


@pytest.mark.parametrize(
    ("role", "is_shown"), [("staff", True), ("admin", True), ("auditor", False), (None, False)]
)
def test_the_way_behind_the_page_is_shown_to_who_keeps_it(client, client_of, call, role, is_shown):
    who = client_of(UserFactory(**{role: True})) if role else client

    assert (reverse("proposals:keep_call", args=[2568]) in page_of(who, call)) == is_shown


def test_briefings_stand_among_the_dates_unless_they_are_cancelled(call):
    held, cancelled = BriefingFactory(call=call), BriefingFactory(call=call)
    cancelled.cancelled_at = clock.now()

    labels = [day.label for day in days(call, [held, cancelled])]

    assert held.title_th in labels
    assert cancelled.title_th not in labels


def test_the_day_of_the_briefing_is_told_before_it_is_announced_in_full(call):
    call.briefing_at = clock.now()

    assert call.briefing_at in [day.at for day in days(call, [])]
    assert call.briefing_at not in [day.at for day in days(call, [BriefingFactory(call=call)])]
