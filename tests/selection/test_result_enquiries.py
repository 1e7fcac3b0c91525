"""The enquiry window after a result: who asks, until when, what is answered (section 4.6)."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.grounds import MoveRefused
from proposals.models import Enquiry
from proposals.services import close
from pyp_portal import clock
from pyp_portal.history.services import timeline
from pyp_portal.offdays import services as offdays
from pyp_portal.outbox.models import Message
from selection import services
from selection.kinds import AnnouncementKind, Outcome
from selection.models import ResultEnquiry
from selection.services import enquiring
from tests.factories.accounts import UserFactory
from tests.factories.proposals import submitter
from tests.factories.selection import announced, decided, fresh, plan_of, seat_members
from tests.proposals.asking import seal

pytestmark = pytest.mark.django_db
QUESTION = "ชื่อภาคีในหนังสือแจ้งผลไม่ตรงกับที่ยื่นไว้"
ANSWER = "แก้ไขชื่อภาคีให้ถูกต้องแล้ว"


@pytest.fixture
def plan(at):
    at("2025-02-28 10:00")
    return plan_of(min_reviewers=2, reserve_valid_until=date(2025, 6, 30))


@pytest.fixture
def director():
    return UserFactory(director=True)


@pytest.fixture
def told(plan, director):
    """Two proposals with a released result."""
    seats = seat_members(plan, 2)
    _meeting, proposals = decided(plan, seats, director, [Outcome.NOT_SELECTED] * 2)
    services.release(announced(plan, AnnouncementKind.RESULT, by=director), by=director)
    return [fresh(proposal) for proposal in proposals]


def enquire(proposal, token=None, by=None):
    by = by or submitter(proposal)
    return enquiring.enquire(proposal, token or uuid4(), about="fact", question=QUESTION, by=by)


def test_an_enquiry_is_a_private_question_with_a_day_for_its_answer(told):
    enquiry = enquire(told[0])

    kept = enquiry.enquiry
    assert (kept.is_private, kept.category, kept.proposal) == (True, "selection", told[0])
    assert enquiry.due == date(2025, 3, 11)  # seven working days
    assert timeline(enquiry.item.announcement).last().verb == "enquiry"


def test_an_answer_due_on_a_special_holiday_is_put_off(told, director):
    enquiry = enquire(told[0])
    holiday = date(2025, 3, 11)

    made = offdays.enter(holiday, "วันหยุดพิเศษ", "มติคณะรัฐมนตรี", by=director)

    enquiry.refresh_from_db()
    assert enquiry.due == date(2025, 3, 12)
    assert [(one["url"], one["before"]) for one in made.moved] == [
        (reverse("selection:enquiry", args=[enquiry.enquiry.uid]), "2025-03-11")
    ]


def test_the_same_form_sent_twice_is_one_enquiry(told):
    token, by = uuid4(), submitter(told[0])

    both = [enquire(told[0], token, by), enquire(told[0], token, by)]

    assert both[0] == both[1]
    assert (Enquiry.objects.count(), ResultEnquiry.objects.count()) == (1, 1)


def test_the_last_day_counts_whole_and_the_next_is_too_late(told, at):
    at("2025-03-15 23:59")
    enquire(told[0])
    at("2025-03-16 00:00")

    with pytest.raises(MoveRefused):
        enquire(told[0])

    assert ResultEnquiry.objects.count() == 1


def test_nothing_is_asked_about_what_is_not_released(plan, director):
    seats = seat_members(plan, 2)
    _meeting, (proposal,) = decided(plan, seats, director, [Outcome.SELECTED])
    announced(plan, AnnouncementKind.RESULT, by=director)

    with pytest.raises(MoveRefused):
        enquire(proposal)


def test_the_answer_says_what_was_found_and_goes_by_mail_once(told):
    enquiry, officer = enquire(told[0]), UserFactory(staff=True)
    asker = enquiry.enquiry.asked_by

    enquiring.answer(enquiry, finding="corrected", text=ANSWER, by=officer)
    with pytest.raises(MoveRefused):
        enquiring.answer(fresh(enquiry), finding="confirmed", text="อื่น", by=officer)

    assert fresh(enquiry).finding == "corrected"
    mail = Message.objects.get(occasion__startswith="enquiry-answered:")
    assert (mail.address, ANSWER in mail.body) == (asker.email, True)


def test_what_waits_beyond_its_day_is_overdue_until_it_is_answered(told, at):
    late, aside = enquire(told[0]), enquire(told[1])
    Enquiry.objects.filter(pk=aside.enquiry_id).update(set_aside_at=clock.now())
    at("2025-03-12 09:00")
    assert list(ResultEnquiry.objects.overdue()) == [late]

    enquiring.answer(fresh(late), finding="explained", text=ANSWER, by=UserFactory(staff=True))

    assert list(ResultEnquiry.objects.overdue()) == []
    assert fresh(late).is_overdue is False


def test_a_window_says_how_many_asked_and_wait(told, plan):
    first, _second, aside = enquire(told[0]), enquire(told[1]), enquire(told[1])
    enquiring.answer(first, finding="explained", text=ANSWER, by=UserFactory(staff=True))
    Enquiry.objects.filter(pk=aside.enquiry_id).update(set_aside_at=clock.now())

    (window,) = enquiring.windows(plan)

    assert (window.asked, window.waiting) == (3, 1)


def test_who_asked_and_the_office_see_it_and_nobody_else(told):
    enquiry = enquire(told[0])
    colleague = submitter(told[0])
    closed = UserFactory(staff=True)
    close(told[0], closed, "test")
    people = [enquiry.enquiry.asked_by, UserFactory(staff=True), colleague, closed]

    seen = [ResultEnquiry.objects.visible_to(person).exists() for person in people]

    assert seen == [True, True, False, False]


def test_from_the_result_to_the_answer_on_the_pages(told, client_of):
    applicant, officer = client_of(submitter(told[0])), client_of(UserFactory(staff=True))
    result = f"/selection/proposals/{told[0].code}/result/"
    form = f"/selection/proposals/{told[0].code}/enquire/"
    offered = applicant.get(result).content.decode()
    empty = applicant.post(form, {"about": "fact", "question": "", "seal": seal()})
    typed = {"about": "fact", "question": QUESTION, "seal": seal()}
    applicant.post(form, typed)
    applicant.post(form, typed)
    enquiry = ResultEnquiry.objects.get()
    url = f"/selection/enquiries/{enquiry.enquiry.uid}/"
    listed = officer.get("/selection/2568/enquiries/").content.decode()
    shy = officer.post(url, {"finding": "corrected", "answer": ""})
    officer.post(url, {"finding": "corrected", "answer": ANSWER})
    again = officer.post(url, {"finding": "confirmed", "answer": "คำตอบที่สอง"})

    assert (form in offered, empty.status_code, shy.status_code) == (True, 200, 200)
    assert QUESTION in listed and url in listed
    assert "คำตอบที่สอง" not in officer.get(url).content.decode() and again.status_code == 200
    assert ANSWER in applicant.get(result).content.decode()


def test_after_the_window_the_page_offers_nothing(told, client_of, at):
    client = client_of(submitter(told[0]))
    at("2025-03-16 08:00")

    page = client.get(f"/selection/proposals/{told[0].code}/result/").content.decode()

    assert "/enquire/" not in page
    assert client.get(f"/selection/proposals/{told[0].code}/enquire/").status_code == 404


def test_a_page_of_enquiries_costs_the_same_at_one_and_three(told, client_of):
    client, counts = client_of(UserFactory(staff=True)), []
    client.get("/selection/2568/enquiries/")
    for proposals in (told[:1], [told[1], told[1]]):
        for proposal in proposals:
            enquire(proposal)
        with CaptureQueriesContext(connection) as asked:
            client.get("/selection/2568/enquiries/")
        counts.append(len(asked))

    assert counts[0] == counts[1]
