"""Two people at once: one act stands, the other is told."""

from threading import Barrier, Event, Thread
from time import sleep

import pytest
from django.db import connection, transaction

from cohorts import services
from cohorts.services.moving import hold
from cohorts.services.people import person_of
from cohorts.states import GateState, Phase, RoundState, TierKey
from proposals.grounds import MoveRefused
from proposals.models import Access
from proposals.states import State
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import (
    BaselineFactory,
    RoundFactory,
    SeatFactory,
    TeamFactory,
    cohort_of,
    full_team,
)

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def at_once(*acts):
    """Run all acts in threads of their own; what each was told, None where it was done."""
    told, gate = [], Barrier(len(acts))

    def run(act):
        gate.wait()
        try:
            act()
        except MoveRefused as refused:
            told.append(refused.sentence)
        else:
            told.append(None)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


@pytest.fixture
def officers():
    return [UserFactory(staff=True), UserFactory(staff=True)]


def test_two_officers_open_the_lab_for_one_team(at, officers):
    at("2025-03-05 09:00")
    team = full_team()

    told = at_once(*[lambda by=by: services.enter_lab(team, by=by) for by in officers])

    assert told.count(None) == 1
    assert team.phases.count() == 7
    team.proposal.refresh_from_db()
    assert team.proposal.state == State.IN_LAB


def test_two_officers_decide_about_one_gate(officers):
    team = full_team(State.IN_LAB)
    phase = team.phase(Phase.DEFINE)
    team.phases.filter(pk=phase.pk).update(state=GateState.GATE_REQUESTED)
    team.deliverables.filter(code="L2").update(approved_at=team.formed_at)
    BaselineFactory(team=team)
    reason = "ขอให้ระบุค่าฐานให้ชัดเจนกว่านี้"

    told = at_once(
        lambda: services.pass_gate(phase, by=officers[0]),
        lambda: services.waive_gate(phase, by=officers[1], reason=reason),
    )

    phase.refresh_from_db()
    assert told.count(None) == 1
    assert phase.state in {GateState.PASSED, GateState.WAIVED}


def test_two_colleagues_send_one_report(officers):
    round_ = RoundFactory()

    told = at_once(
        *[lambda by=by: services.file_report(round_, by=by, overall="GREEN") for by in officers]
    )

    assert told.count(None) == 1
    assert type(round_).objects.get(pk=round_.pk).state == RoundState.SUBMITTED


def test_a_name_and_a_seat_of_one_team_do_not_wait_for_each_other(officers):
    team = full_team()
    seat = SeatFactory(team=team, requested=True)
    is_held = Event()

    def ask():
        with transaction.atomic():
            hold(team)
            is_held.set()
            sleep(0.5)  # the other has locked the cohort by now and waits for the team
            services.request_nomination(team, seat.tier, seat.agency, by=officers[0])

    def name():
        is_held.wait(5)
        letter = {"letter_no": "1", "letter_date": team.commitment_date}
        services.nominate(seat, UserFactory(), by=officers[1], **letter)

    assert at_once(ask, name) == [None, None]
    assert team.participants.filter(nominated_at=None).count() == 1


def test_one_person_named_in_two_tiers_at_once_gets_one_seat(officers):
    """An advisor's seat may be one of several, so no constraint could keep the two apart."""
    person, cohort = UserFactory(), cohort_of()
    advises = SeatFactory(team=TeamFactory(cohort=cohort), key=TierKey.ADVISOR, requested=True)
    works = SeatFactory(team=TeamFactory(cohort=cohort), requested=True)
    letter = {"letter_no": "1", "letter_date": cohort.lab_starts_on}

    told = at_once(
        lambda: services.nominate(advises, person, by=officers[0], **letter),
        lambda: services.nominate(works, person, by=officers[1], **letter),
    )

    assert told.count(None) == 1
    assert person.participations.standing().count() == 1


def test_the_last_seat_of_a_quota_is_asked_for_once(officers):
    team = TeamFactory()
    team.cohort.tiers.filter(key=TierKey.ADVISOR).update(most=1)
    tier = team.cohort.tiers.get(key=TierKey.ADVISOR)
    agency = team.proposal.lead_agency

    told = at_once(
        *[lambda by=by: services.request_nomination(team, tier, agency, by=by) for by in officers]
    )

    assert told.count(None) == 1
    assert team.participants.count() == 1


def test_two_agencies_name_the_same_new_person(officers):
    names = {"title_th": "นาย", "given_th": "ใหม่", "family_th": "มาแรง"}
    found = []

    told = at_once(
        *[lambda by=by: found.append(person_of("new@example.org", names, by=by)) for by in officers]
    )

    assert told == [None, None]
    assert found[0] == found[1]


def test_a_report_does_not_slip_in_behind_the_end(at, officers):
    at("2025-04-10 09:00")
    round_ = RoundFactory()
    director = UserFactory(director=True)
    reason = "ตกลงกับหน่วยงานแล้วตามหนังสือ"

    told = at_once(
        lambda: services.file_report(round_, by=officers[0], overall="GREEN"),
        lambda: services.discontinue(round_.team, by=director, reason=reason, lesson_th="บทเรียน"),
    )

    fresh = type(round_).objects.get(pk=round_.pk)
    assert None in told
    assert (fresh.filed is None) == (fresh.waived_at is not None)


def test_whoever_confirms_while_the_team_enters_is_let_in(at, officers):
    at("2025-03-05 09:00")
    team = full_team()
    seat = SeatFactory(team=team, accepted=True)

    told = at_once(
        lambda: services.enter_lab(team, by=officers[0]),
        lambda: services.confirm(seat, by=officers[1]),
    )

    assert told == [None, None]
    assert Access.objects.filter(proposal=team.proposal, user=seat.person, kind="team").exists()
