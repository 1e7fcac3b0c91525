"""Anonymous in place: no trace of the name but where a ground is named, and every chain whole."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from proposals.models import Edit, Proposal
from pyp_portal import clock
from pyp_portal.accounts import approvals, services
from pyp_portal.accounts.models import Membership, Profile, User
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.services import timeline
from pyp_portal.history.verifying import verify
from pyp_portal.imports.models import Import
from pyp_portal.outbox.models import Invited, Message
from pyp_portal.outbox.services import post
from pyp_portal.papers.models import Export
from pyp_portal.privacy import erasing, tasks, working
from pyp_portal.privacy.emails import FAREWELL
from pyp_portal.privacy.models import Hold, Removal, RemovalItem
from pyp_portal.privacy.naming import names_of, strike
from pyp_portal.reminders.models import Reminder
from pyp_portal.search.services import matching
from pyp_portal.uploads.models import Incoming
from tests.accounts.test_races import at_once
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import SeatFactory
from tests.factories.proposals import ProposalFactory
from tests.privacy.planting import (
    EMAIL,
    GIVEN,
    PHONE,
    SECOND,
    WHOLE,
    leave_everywhere,
    name_elsewhere,
    requested,
    traces,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(given_th=GIVEN, email=EMAIL, phone=PHONE, family_th="สวนดี")


@pytest.fixture
def officers():
    return UserFactory(staff=True, given_th="กานดา"), UserFactory(admin=True, given_th="ธีระ")


@pytest.fixture
def everywhere(person, officers):
    leave_everywhere(person, officers[0])
    return person


@pytest.fixture
def named_by_others(everywhere, officers):
    name_elsewhere(everywhere, officers[0])
    return everywhere


def erased(person, officers, reason="ตามคำขอ"):
    """Proposed by the one, confirmed by the other, and done by a worker."""
    approval = erasing.propose(requested(person), by=officers[0], reason=reason)
    working.confirm(approval, by=officers[1])
    working.go_on()


def test_nothing_of_the_name_is_left_but_what_names_a_ground(
    named_by_others, officers, django_capture_on_commit_callbacks
):
    assert len(traces()) > 30
    files = list(Export.objects.order_by("pk").values_list("file", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        erased(named_by_others, officers, reason=f"ตามคำขอของ {WHOLE} ทางโทรศัพท์")
    farewell = Message.objects.get(template="privacy/emails/erased.txt")
    assert [farewell.address, farewell.recipient] == [EMAIL, None]
    assert [GIVEN in one.body for one in mail.outbox if one.subject == farewell.subject] == [True]
    farewell.delete()  # as ``tasks.forget`` does once it is sent; tested below

    assert traces() == {"cohorts.Certificate.name_th"}
    assert verify().faults == []
    assert [one.rows for one in Import.objects.all()] == [[{"email": "x@y.th"}]]
    assert timeline(named_by_others).last().reason == "ตามคำขอของ (ลบชื่อแล้ว) ทางโทรศัพท์"
    assert Invited.objects.get().calendar == "SUMMARY:พบ (ลบชื่อแล้ว)"
    assert Edit.objects.values_list("before", "after").get() == (None, ["(ลบชื่อแล้ว)"])
    kept = Export.objects.order_by("pk").values_list("state", "file")
    assert [(state, bool(file)) for state, file in kept] == [
        ("failed", False), ("failed", False), ("made", True),
    ]  # fmt: skip
    assert [default_storage.exists(name) for name in files] == [False, False, True]


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


def test_what_another_is_known_by_too_does_not_go_by_itself(person):
    """A number of the whole section, a namesake, a name and an address within longer ones."""
    own = {f"{GIVEN} สวนดี", person.name_th, PHONE, EMAIL}
    assert set(names_of(person).sure) == own

    UserFactory(
        title_th=person.title_th, given_th=GIVEN, family_th="สวนดีงาม",
        email=f"x{EMAIL}", phone=PHONE,
    )  # fmt: skip

    assert names_of(person).sure == ()
    assert set(names_of(person).maybe) == own | {GIVEN, "สวนดี"}
    assert strike("ข้อความ", names_of(person).sure) == "ข้อความ"


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
    EmailAddress.objects.create(user=person, email=SECOND)
    post("privacy/emails/answered.txt", to=SECOND, occasion="z", asked=requested(person))
    Message.objects.filter(address=SECOND).update(state="failed")

    erased(person, officers)

    left = Message.objects.exclude(template=FAREWELL).get(recipient=None)
    assert (left.address.partition("-")[0], left.subject, left.state) == ("erased", "", "kept")
    assert not EmailAddress.objects.filter(email=SECOND).exists()


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
        working.confirm(approval, by=officers[1])
    assert approvals.open_for(person, erasing.KIND) == approval


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_two_who_confirm_at_once_erase_once():
    person = UserFactory(given_th=GIVEN, email=EMAIL)
    first, *seconds = [UserFactory(staff=True) for _each in range(3)]
    approval = erasing.propose(requested(person), by=first, reason="ตามคำขอ")

    done, refused = at_once(*(lambda by=by: working.confirm(approval, by=by) for by in seconds))

    assert (len(done), len(refused)) == (1, 1)
    assert at_once(working.go_on, working.go_on) == ([None, None], [])
    verbs = list(timeline(person).values_list("verb", flat=True))
    assert verbs.count("made anonymous") == 1
    assert verify().faults == []
