"""Suggested interests and meetings as files, as each person may see them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from proposals.states import State
from pyp_portal import clock
from pyp_portal.papers.models import Export
from selection import decision_lists, lists, services
from selection.kinds import SeatRole, Severity, Stage, Verdict
from selection.models import Round, Seal
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory
from tests.factories.proposals import AccessFactory, ProposalFactory
from tests.factories.selection import REASON, SeatFactory, plan_of, seat_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-01-20 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


@pytest.fixture
def clerk(plan, seats):
    return SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY).user


def rows(plan, person, of, **narrowed):
    parameters = {"of": of, "year": plan.call.fiscal_year, **narrowed}
    table = lists.table(ExportFactory(kind=lists.KIND, asked_by=person, parameters=parameters))
    found = list(table.rows)
    assert len(found) == table.total
    assert all(len(row) == len(table.headers) for row in found)
    return found


@pytest.fixture
def tied(plan, seats):
    """A proposal of the agency for which a member works, who has declared nothing tied."""
    proposal = ProposalFactory(call=plan.call, state=State.ELIGIBLE)
    services.declare(seats[1], proposal, Severity.NONE)
    seats[1].user.memberships.create(
        agency=proposal.lead_agency, asked_at=clock.now(), approved_at=clock.now()
    )
    return proposal


def test_what_waits_to_be_weighed_and_what_was_decided(plan, seats, clerk, tied):
    [row] = rows(plan, clerk, "ties")
    assert (row[0], row[3], row[6] is None) == (tied.code, str(seats[1].user), False)
    assert tied.lead_agency.name_th in row[4]
    assert rows(plan, clerk, "ties", view="soft") == rows(plan, clerk, "ties", view="decided") == []

    [waiting] = services.to_weigh(plan, clerk)
    services.weigh(seats[1], tied, waiting.tie.kind, Verdict.CONFIRMED, reason=REASON, by=clerk)

    [decided] = rows(plan, clerk, "ties", view="decided")
    assert decided[0] == tied.code
    assert decided[6:8] == [REASON, str(clerk)]
    assert rows(plan, clerk, "ties") == []


def test_k8_nobody_reads_of_their_own_tie_nor_of_what_is_closed(plan, seats, clerk, tied):
    AccessFactory(proposal=tied, user=clerk, kind="closed")
    assert rows(plan, clerk, "ties") == []
    for person in (seats[1].user, UserFactory()):
        with pytest.raises(PermissionDenied):
            rows(plan, person, "ties")


def test_meetings_with_how_far_each_is(plan, seats, clerk, at):
    facts = {"starts_at": clock.now(), "mode": "hybrid", "place_th": "ห้อง 1"}
    first, second = (plan.committee.meetings.create(year=2568, number=n, **facts) for n in (1, 2))
    first.notice_sent_at = first.started_at = first.ended_at = clock.now()
    first.save()
    second.cancelled_at = clock.now()
    second.save()

    found = rows(plan, seats[1].user, "meetings")

    assert [(row[0], row[3], row[4]) for row in found] == [
        (second.label, "ห้อง 1", "ยกเลิกแล้ว"),
        (first.label, "ห้อง 1", "ปิดแล้ว"),
    ]
    assert decision_lists.state_of(plan.committee.meetings.model()) == "กำหนดไว้"
    with pytest.raises(PermissionDenied):
        rows(plan, UserFactory(), "meetings")


def test_the_button_stands_above_what_it_exports(plan, seats, clerk, tied, client_of):
    client = client_of(clerk)
    address = reverse("selection:list_export", args=[plan.year, "ties"])
    page = client.get(reverse("selection:ties", args=[plan.year])).content.decode()
    assert f'action="{address}?view=hard"' in page

    client.post(f"{address}?view=hard", {"format": "xlsx"})

    parameters = Export.objects.get().parameters
    assert parameters == {"of": "ties", "year": plan.year, "view": "hard"}


def test_challenges_officers_and_seals_stand_in_files(plan, seats, clerk, tied):
    officer, colleague = UserFactory(staff=True), UserFactory(staff=True)
    services.raise_challenge(seats[2], tied, reason=REASON, by=officer)
    services.step_aside(colleague, tied, kind="NOMINEE", reason=REASON, by=officer)
    held = Round.objects.create(plan=plan, stage=Stage.DOC, number=1)
    seal = {"table": "{}", "sha256": "ab" * 32, "sealed_at": clock.now()}
    Seal.objects.create(round=held, version=1, sealed_by=clerk, **seal)

    [challenge] = rows(plan, clerk, "challenges")
    assert (challenge[0], challenge[3:6]) == (tied.code, [str(seats[2].user), REASON, str(officer)])
    [aside] = rows(plan, clerk, "officers")
    assert (aside[0], aside[3], aside[5:7]) == (tied.code, str(colleague), [REASON, str(officer)])
    [sealed] = rows(plan, clerk, "seals")
    assert (sealed[1], sealed[2], sealed[5]) == (1, "ab" * 32, str(clerk))
    AccessFactory(proposal=tied, user=clerk, kind="closed")
    assert rows(plan, clerk, "challenges") == rows(plan, clerk, "officers") == []
