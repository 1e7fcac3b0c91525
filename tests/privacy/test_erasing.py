"""Anonymous in place: no trace of the name but where a ground is named, and every chain whole."""

from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models

from cohorts.models import Certificate, Reflection
from proposals.models import EndorsementAsk, Enquiry, Proposal
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts import approvals, services
from pyp_portal.accounts.models import Membership, Profile, User
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.origin import coming_from
from pyp_portal.history.services import record, timeline
from pyp_portal.history.verifying import verify
from pyp_portal.outbox.models import Message
from pyp_portal.outbox.services import post
from pyp_portal.privacy import erasing, tasks
from pyp_portal.privacy import services as rights
from pyp_portal.privacy.emails import FAREWELL
from pyp_portal.privacy.models import Hold, Removal, RemovalItem, Right
from pyp_portal.reminders.models import Reminder
from pyp_portal.search.services import matching
from pyp_portal.uploads.models import Incoming
from tests.accounts.test_races import at_once
from tests.factories.accounts import MembershipFactory, ProfileFactory, UserFactory
from tests.factories.adopting import RequestFactory
from tests.factories.citizens import SignUpFactory
from tests.factories.cohorts import SeatFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db
GIVEN, EMAIL, PHONE, HOME = "ใบเตยหอม", "baitoei.hom@example.org", "0899990001", "203.0.113.77"
TOKENS = (GIVEN, "baitoei.hom", PHONE, HOME)


def traces():
    """In which columns of which tables anything of the person can be read."""
    found = set()
    for model in apps.get_models():
        texts = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
        ]
        for row in model._base_manager.values(*texts) if texts else ():
            found |= {
                f"{model._meta.label}.{name}"
                for name, value in row.items()
                if any(token in str(value) for token in TOKENS)
            }
    return found


@pytest.fixture
def person():
    return UserFactory(given_th=GIVEN, email=EMAIL, phone=PHONE, family_th="สวนดี")


@pytest.fixture
def officers():
    return UserFactory(staff=True, given_th="กานดา"), UserFactory(admin=True, given_th="ธีระ")


@pytest.fixture
def everywhere(person, officers):
    """The person has left something in every room, and nothing of it runs any more."""
    officer, _admin = officers
    now = clock.now()
    ProfileFactory(user=person)
    MembershipFactory(user=person, note=f"โทร {PHONE}")
    with coming_from(HOME, person):
        closed = ProposalFactory(owner=person, state=State.CLOSED)
        record(closed, "checked", by=person, reason="ไม่เข้าเกณฑ์")
    record(person, "role given", by=officer, reason=f"ขอเพิ่มสิทธิ์ให้ {GIVEN}")
    Enquiry.objects.create(
        token=uuid4(), category="other", question="ถาม", asked_at=now, asked_by=person, name=GIVEN,
        email=EMAIL, phone=PHONE,
    )  # fmt: skip
    EndorsementAsk.objects.create(
        proposal=closed, head=person, address=EMAIL, asked_by=officer, asked_at=now, expires_at=now
    )
    RequestFactory(by=person, name_th=GIVEN, email=EMAIL, phone=PHONE)
    SignUpFactory(called=GIVEN, contact=EMAIL)
    seat = SeatFactory(person=person, note_th=GIVEN)
    Proposal.objects.filter(pk=seat.team.proposal_id).update(state=State.CLOSED)
    Reflection.objects.create(seat=seat, text_th=f"{GIVEN} ได้เรียนรู้", written_at=now)
    Certificate.objects.create(
        cohort=seat.cohort, seat=seat, award="completed", name_th=person.name_th, number="1",
        issued_at=now, issued_by=officer,
    )  # fmt: skip
    Reminder.objects.create(
        key="R1:x", rule="R1", step="7", about="ข้อเสนอ", due_at=now, at=now, planned_at=now,
        told_at=now, people=[[GIVEN, EMAIL], ["มาลี", "mali@example.org"]],
    )  # fmt: skip
    post("privacy/emails/answered.txt", to=person, occasion="x", asked=requested(person))
    post("privacy/emails/answered.txt", to=EMAIL, occasion="y", asked=requested(person))
    return person


def requested(person, right=Right.ERASE):
    found = person.rights_requests.filter(right=right).first()
    return found or rights.ask(person, right=right, words="ขอลบข้อมูลทั้งหมด")


def erased(person, officers):
    """Proposed by the one, confirmed by the other."""
    approval = erasing.propose(requested(person), by=officers[0], reason="ตามคำขอ")
    return erasing.confirm(approval, by=officers[1])


def test_nothing_of_the_name_is_left_but_what_names_a_ground(
    everywhere, officers, django_capture_on_commit_callbacks
):
    assert len(traces()) > 15
    with django_capture_on_commit_callbacks(execute=True):
        erased(everywhere, officers)
    farewell = Message.objects.get(template="privacy/emails/erased.txt")
    assert [farewell.address, farewell.recipient] == [EMAIL, None]
    assert [GIVEN in one.body for one in mail.outbox if one.subject == farewell.subject] == [True]
    farewell.delete()  # as ``tasks.forget`` does once it is sent; tested below

    assert traces() == {"cohorts.Certificate.name_th"}
    assert verify().faults == []


def test_what_is_on_record_stays_without_the_name(everywhere, officers):
    erased(everywhere, officers)

    person = User.objects.get(pk=everywhere.pk)
    assert (str(person), person.is_active, person.has_usable_password()) == (
        "ลบชื่อแล้ว", False, False,
    )  # fmt: skip
    assert not Profile.objects.filter(user=person).exists()
    assert Membership.objects.get(user=person).ended_at
    proposal = Proposal.objects.get(owner=person)
    decided = timeline(proposal).get(verb="checked")
    assert (decided.by, decided.who, decided.reason) == (person, "ลบชื่อแล้ว", "ไม่เข้าเกณฑ์")
    given = timeline(person).get(verb="role given")
    assert (given.by, given.reason) == (officers[0], "")
    assert (timeline(person).last().verb, timeline(person).last().by) == (
        "made anonymous", officers[1],
    )  # fmt: skip
    assert Reminder.objects.get().people[1:] == [["มาลี", "mali@example.org"]]
    assert list(matching(User.objects.all(), GIVEN)) == []
    asked = person.rights_requests.get()
    assert (asked.outcome, asked.answered_by, bool(asked.answer)) == ("partly", officers[1], True)


def test_the_person_is_told_once_and_may_come_anew(everywhere, officers):
    erased(everywhere, officers)

    assert Message.objects.filter(address=EMAIL).count() == 1
    assert not Message.objects.filter(recipient=everywhere).exclude(body="").exists()
    again = UserFactory(email=EMAIL, given_th=GIVEN)
    assert EmailAddress.objects.get(email=EMAIL).user == again
    with pytest.raises(Refused):
        services.open_account(User.objects.get(pk=everywhere.pk), by=officers[1], reason="x")


def test_the_last_mail_is_forgotten_a_week_after_it_was_sent(person, officers, at):
    at("2026-02-20 09:00")
    erased(person, officers)
    Message.objects.update(state="sent")

    at("2026-02-26 09:00")
    tasks.forget()
    assert Message.objects.filter(address=EMAIL).exists()
    at("2026-02-28 09:00")
    tasks.forget()
    assert not Message.objects.filter(address=EMAIL).exists()


def test_who_still_has_work_hands_it_on_first(person, officers):
    ProposalFactory(owner=person)
    SeatFactory(person=person)
    asked = requested(person)

    assert {one.key for one in erasing.bound_by(person)} == {"proposals", "seats"}
    with pytest.raises(Refused) as refusal:
        erasing.propose(asked, by=officers[0], reason="ตามคำขอ")
    assert "ข้อเสนอ" in refusal.value.sentence
    with pytest.raises(Refused):
        erasing.erase(person, by=None, reason="x")
    assert User.objects.get(pk=person.pk).given_th == GIVEN


def test_an_address_beside_the_main_one_goes_too_and_nothing_can_be_sent_again(person, officers):
    second = "hom@old.example.org"
    EmailAddress.objects.create(user=person, email=second)
    post("privacy/emails/answered.txt", to=second, occasion="z", asked=requested(person))
    Message.objects.filter(address=second).update(state="failed")

    erased(person, officers)

    left = Message.objects.exclude(template=FAREWELL).get(recipient=None)
    assert (left.address.partition("-")[0], left.subject, left.state) == ("erased", "", "kept")
    assert not EmailAddress.objects.filter(email=second).exists()


def test_what_was_sent_in_part_goes_from_the_disk_too(
    person, officers, django_capture_on_commit_callbacks
):
    now = clock.now()
    half = Incoming.objects.create(
        by=person, place="x", name="a.pdf", size=9, begun_at=now, touched_at=now
    )
    path = default_storage.save(f"{half.folder}/0", ContentFile(b"part"))

    with django_capture_on_commit_callbacks(execute=True):
        erased(person, officers)

    assert not Incoming.objects.exists()
    assert not default_storage.exists(path)


def test_the_lists_of_what_was_over_its_time_lose_the_name_too(person, officers):
    of = {"record_type": "accounts.user", "record_id": str(person.pk), "label": str(person)}
    now = clock.now()
    removal = Removal.objects.create(rule="idle-accounts", as_of=now, digest="x", count=1)
    RemovalItem.objects.create(removal=removal, since=now, **of)
    other = RemovalItem.objects.create(
        removal=removal, since=now, **{**of, "record_id": "0", "label": "คนอื่น"}
    )
    Hold.objects.create(reason="มีคดี", at=now, ended_at=now, **of)

    erased(person, officers)

    assert [one.label for one in Hold.objects.all()] == ["–"]
    assert set(RemovalItem.objects.values_list("pk", "label")) == {
        (other.pk, "คนอื่น"), (other.pk - 1, "–"),
    }  # fmt: skip


def test_who_is_held_back_is_not_made_anonymous(person, officers):
    Hold.objects.create(
        record_type="accounts.user", record_id=str(person.pk), label="x", reason="มีคดี",
        at=clock.now(),
    )  # fmt: skip

    with pytest.raises(Refused, match="เก็บบัญชีนี้ต่อ"):
        erasing.propose(requested(person), by=officers[0], reason="ตามคำขอ")
    assert approvals.open_for(person, erasing.KIND) is None


def test_what_came_up_between_the_two_is_seen(person, officers):
    approval = erasing.propose(requested(person), by=officers[0], reason="ตามคำขอ")
    ProposalFactory(owner=person)

    with pytest.raises(Refused):
        erasing.confirm(approval, by=officers[1])
    assert approvals.open_for(person, erasing.KIND) == approval


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_two_who_confirm_at_once_erase_once():
    person = UserFactory(given_th=GIVEN, email=EMAIL)
    first, *seconds = [UserFactory(staff=True) for _each in range(3)]
    approval = erasing.propose(requested(person), by=first, reason="ตามคำขอ")

    done, refused = at_once(*(lambda by=by: erasing.confirm(approval, by=by) for by in seconds))

    assert (len(done), len(refused)) == (1, 1)
    verbs = list(timeline(person).values_list("verb", flat=True))
    assert verbs.count("made anonymous") == 1
    assert verify().faults == []
