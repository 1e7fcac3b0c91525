"""Who is told of what happens after the lab, and who is not: agencies, officers, those shut out."""

from datetime import date

import pytest

from cohorts import emails, services
from cohorts.models import FollowUpRound, Team
from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal.outbox.models import Message
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.cohorts import ItemFactory, RoundFactory, TeamFactory, full_team
from tests.factories.proposals import AccessFactory, ProposalFactory

pytestmark = pytest.mark.django_db
REASON = "หน่วยงานรายงานรวมกับรอบถัดไปตามที่ตกลงกัน"
LESSON = {"reason": REASON, "lesson_th": "ต้องมีผู้รับผิดชอบในพื้นที่"}


@pytest.fixture(autouse=True)
def _in_march(at):
    at("2026-03-10 09:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def director():
    return UserFactory(director=True)


@pytest.fixture
def other():
    """Who writes and submits for an agency that has not proposed the issue."""
    return MembershipFactory(can_edit=True, can_submit=True)


def told(name):
    mails = Message.objects.filter(template=f"cohorts/emails/{name}.txt")
    return sorted(mails.values_list("address", flat=True))


# --- The agency that answers for the issue -----------------------------------------
def test_an_agency_that_takes_the_issue_over_is_told_once_what_it_owes(staff, other):
    team = RoundFactory().team

    services.name_responsible(team, other.agency, by=staff)
    services.name_responsible(team, other.agency, by=staff)

    mailbox = [other.agency.saraban_email] if other.agency.saraban_email else []
    assert told("follow_up_started") == sorted([other.user.email, *mailbox])


def test_before_the_follow_up_nobody_is_told_of_rounds(staff, other):
    team = TeamFactory(proposal__state=State.PRESENTED)

    services.name_responsible(team, other.agency, by=staff)

    assert told("follow_up_started") == []


@pytest.mark.parametrize("end", ["closed", "discontinued"])
def test_the_agency_that_reports_learns_of_the_end(director, other, end):
    team = full_team(State.FOLLOW_UP, responsible_agency=other.agency)
    lead = MembershipFactory(agency=team.proposal.lead_agency, can_submit=True).user

    if end == "closed":
        RoundFactory(team=team, waived_at=team.formed_at)
        services.close(team, by=director, summary_th="ขยายผลแล้วสามแห่ง")
    else:
        services.discontinue(team, by=director, **LESSON)

    people = [seat.person.email for seat in team.participants.select_related("person")]
    told_then = told(end)
    assert {other.user.email, lead.email, *people} <= set(told_then)
    assert len(told_then) == len(set(told_then))


# --- Rounds ------------------------------------------------------------------------
def test_who_writes_the_report_learns_that_the_round_is_waived(staff):
    round_ = RoundFactory()
    writer = MembershipFactory(agency=round_.team.responsible_agency, can_edit=True).user

    services.waive_round(round_, by=staff, reason=REASON)

    assert writer.email in told("round_waived")
    body = Message.objects.get(template__endswith="round_waived.txt", address=writer.email).body
    assert REASON in body


def test_a_round_of_an_issue_that_has_ended_is_not_waived(staff):
    round_ = RoundFactory(team__proposal__state=State.CLOSED, due_on=date(2026, 3, 1))

    with pytest.raises(MoveRefused):
        services.waive_round(round_, by=staff, reason=REASON)

    assert FollowUpRound.objects.get(pk=round_.pk).waived_at is None


# --- Directives --------------------------------------------------------------------
def test_the_office_sees_that_the_portal_knows_nobody_of_an_agency(staff, other, client_of):
    """A directive that nobody was told of has to go by letter."""
    item = ItemFactory()
    for agency, is_known in ((other.agency, True), (AgencyFactory(saraban_email=""), False)):
        one = services.add_directive(
            item, by=staff, text_th="ให้ศึกษา", responsible_agency=agency, due_on=date(2026, 5, 6)
        )
        page = client_of(staff).get(one.get_absolute_url())
        auditor = client_of(UserFactory(auditor=True)).get(one.get_absolute_url())

        assert page.context["is_out_of_reach"] == (not is_known)
        assert ("ระบบไม่มีผู้ติดต่อ" in page.content.decode()) == (not is_known)
        assert "ระบบไม่มีผู้ติดต่อ" not in auditor.content.decode()


# --- The office --------------------------------------------------------------------
def test_without_an_owner_the_office_is_told_except_who_is_shut_out(staff):
    team = TeamFactory(proposal__case_owner=None)
    shut_out = UserFactory(staff=True)
    AccessFactory(proposal=team.proposal, user=shut_out, kind="closed")

    assert emails.office(Team.objects.get(pk=team.pk)) == [staff]


@pytest.mark.parametrize("closed", ["the issue that ends", "the reserve"])
def test_a_director_shut_out_of_either_issue_is_offered_no_reserve(director, closed):
    team = TeamFactory(proposal__state=State.IN_LAB)
    reserve = ProposalFactory(
        call=team.proposal.call, state=State.RESERVE, reserve_rank=1,
        reserve_valid_until=date(2026, 9, 30), lead_agency=AgencyFactory(),
    )  # fmt: skip
    shut_out = UserFactory(director=True)
    one = team.proposal if closed == "the issue that ends" else reserve
    AccessFactory(proposal=one, user=shut_out, kind="closed")

    services.discontinue(team, by=director, **LESSON)

    assert told("reserve_offered") == [director.email]
