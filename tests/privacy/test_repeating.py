"""A restore brings nobody back: what the list beside the database names goes again, unseen."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command

from proposals.models import Proposal
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts import approvals
from pyp_portal.accounts.models import User
from pyp_portal.history.services import timeline
from pyp_portal.history.verifying import verify
from pyp_portal.outbox.models import Message
from pyp_portal.privacy import erasing, ledger, retaining, services
from pyp_portal.privacy.models import Removal, Right
from pyp_portal.privacy.schedule import all_rules
from tests.factories.accounts import UserFactory
from tests.factories.proposals import AttachmentFactory, ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """A data folder of its own, for the list."""
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.fixture
def officers():
    return UserFactory(staff=True), UserFactory(admin=True)


def again():
    out = io.StringIO()
    call_command("erase_again", stdout=out)
    return out.getvalue().splitlines()


def listed(**line):
    """As a list from another place that names this."""
    moment = clock.now()
    line |= {"at": moment.isoformat()}
    ledger.write(ledger.Ledger(moment, {ledger.key_of(line): line}), ledger.path())


def test_an_erasure_is_listed_as_soon_as_it_stands_without_a_name(
    officers, home, django_capture_on_commit_callbacks
):
    person = UserFactory(given_th="ใบเตย")
    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase(person, by=officers[0], reason="ตามคำขอ")

    said = (home / ledger.NAME).read_text()

    assert ledger.parsed(said).people()[str(person.uid)]["rule"] == "request"
    assert "ใบเตย" not in said
    assert (home / ledger.NAME).stat().st_mode & 0o777 == 0o600
    assert again() == []


def test_who_came_back_is_made_anonymous_again_and_not_written_to(officers):
    person = UserFactory(given_th="ใบเตย", family_th="หอมดี")
    proposal = ProposalFactory(owner=person)
    asked = services.ask(person, right=Right.ERASE, words="ขอลบ")
    approvals.propose(erasing.KIND, person, by=officers[0], reason="x", request=str(asked.uid))
    mails = Message.objects.count()
    listed(person=str(person.uid), rule="request")

    said = again()

    person = User.objects.get(pk=person.pk)
    assert (person.given_th, bool(person.erased_at), person.is_active) == ("", True, False)
    assert said == [
        "1 people made anonymous again, 0 records removed.",
        f"Hand on what hangs on {person.get_absolute_url()}: Proposals I lead.",
    ]
    assert Message.objects.count() == mails
    assert approvals.open_for(person, erasing.KIND) is None
    asked.refresh_from_db()
    assert (asked.outcome, asked.answered_by) == ("partly", None)
    assert "ทำซ้ำหลังกู้คืน" in timeline(person).last().reason
    assert Proposal.objects.get(pk=proposal.pk).owner == person
    assert verify().faults == []
    assert again() == []


def test_what_was_removed_goes_again_once(officers, django_capture_on_commit_callbacks):
    old = clock.now() - timedelta(days=1900)
    ended, kept = (ProposalFactory(state=State.NOT_SELECTED, ended_at=old) for _each in range(2))
    file = AttachmentFactory(proposal=ended).file
    young = ProposalFactory(state=State.NOT_SELECTED, ended_at=clock.now())
    listed(record=str(ended.pk), rule="ended-proposals")
    listed(record=str(young.pk), rule="ended-proposals")
    listed(record="1", rule="of-a-later-release")

    assert again() == ["0 people made anonymous again, 1 records removed."]

    file.refresh_from_db()
    assert file.is_gone
    assert list(retaining.due(all_rules()["ended-proposals"], clock.now())) == [kept]
    removal = Removal.objects.get()
    assert (removal.counts, removal.confirmed_by) == (
        {"proposals": 1, "files": 1, "records": 1},
        None,
    )
    assert again() == []


def test_lists_are_joined_and_the_first_word_stands():
    listed(person="a", rule="request")
    first = ledger.read(ledger.path())
    listed(person="b", rule="closed-accounts")
    listed(person="a", rule="other")

    found = ledger.read(ledger.path())

    assert found.people()["a"] == first.people()["a"]
    assert set(found.people()) == {"a", "b"}
    assert found.as_of > first.as_of
    assert ledger.parsed("") == ledger.Ledger()
