"""A file of the lab that fails the virus scan: closed, and told once to who can mend it."""

import pytest

from cohorts import services
from cohorts.models import Deliverable, Prototype, PrototypeVersion
from cohorts.tasks import tell_rejected
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from pyp_portal.uploads.models import Scan
from tests.factories.accounts import UserFactory
from tests.factories.adopting import PlanFactory
from tests.factories.cohorts import PilotTestFactory, full_team
from tests.factories.proposals import StoredFileFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(at):
    at("2025-04-01 10:00")
    return full_team(State.IN_LAB)


def file(scan, **facts):
    return StoredFileFactory(scan=scan, found="Eicar", **facts)


def commit(team, stored):
    type(team).objects.filter(pk=team.pk).update(commitment_file=stored)


def hand_in(team, stored):
    Deliverable.objects.filter(team=team, code="L0").update(file=stored)


def build(team, stored):
    PrototypeVersion.objects.create(
        prototype=Prototype.objects.create(team=team, name_th="ต้นแบบ"),
        number=1,
        made_on=clock.today(),
        recorded_by=UserFactory(),
        recorded_at=clock.now(),
        file=stored,
    )


def bear_out(team, stored):
    metric = PilotTestFactory(team=team).metrics.create(
        indicator_th="วันรอ", unit_th="วัน", baseline=46, target=15
    )
    metric.measurements.create(
        value=17, measured_on=clock.today(), source_th="ทะเบียน", file=stored,
        recorded_by=UserFactory(), recorded_at=clock.now(),
    )  # fmt: skip


def note(team, stored):
    services.take_note(team, by=UserFactory(), file=stored, noted_on=clock.today(), text_th="ฝนตก")


def plan(team, stored):
    PlanFactory(team=team, handbook=stored)


def addresses():
    return sorted(Message.objects.values_list("address", flat=True))


@pytest.mark.parametrize("put", [commit, hand_in, build, bear_out, note, plan])
def test_sender_coordinators_and_office_are_told_once(team, put):
    sender, stranger = UserFactory(), UserFactory()
    put(team, file(Scan.FAILED, by=sender, name="ผลงาน.pdf"))

    tell_rejected()
    first = addresses()
    tell_rejected()

    seats = team.participants.filter(tier__key="COORDINATOR").select_related("person")
    people = {sender, team.proposal.case_owner, *(seat.person for seat in seats)}
    assert first == sorted(person.email for person in people)
    assert stranger.email not in first
    assert addresses() == first
    assert "ผลงาน.pdf" in Message.objects.first().body
    assert [e.verb for e in timeline(team)].count("file_rejected") == 1


@pytest.mark.parametrize("scan", [Scan.OFF, Scan.WAITING, Scan.CLEAN])
def test_nobody_is_told_of_a_file_that_has_not_failed(team, scan):
    hand_in(team, file(scan))

    tell_rejected()

    assert addresses() == []


def test_a_file_whose_sender_is_unknown_is_told_to_the_others(team):
    hand_in(team, file(Scan.FAILED))

    tell_rejected()

    assert team.proposal.case_owner.email in addresses()


def test_a_new_file_that_fails_is_told_again(team):
    hand_in(team, file(Scan.FAILED))
    tell_rejected()
    before = len(addresses())
    hand_in(team, file(Scan.FAILED, content=b"%PDF another"))
    tell_rejected()

    assert len(addresses()) == 2 * before
