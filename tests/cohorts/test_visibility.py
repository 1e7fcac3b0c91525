"""Who sees what: each rule and its twin queryset agree for everybody."""

import pytest

from cohorts import permissions
from cohorts.models import FollowUpRound, Participant, Team
from cohorts.states import TierKey
from proposals.models import Access
from proposals.states import State
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cohorts import (
    PartnerFactory,
    RoundFactory,
    SeatFactory,
    TeamFactory,
    full_team,
    person_in,
)
from tests.factories.proposals import AccessFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    """A team in the lab, beside another one."""
    TeamFactory(proposal__state=State.IN_LAB)
    return full_team(State.IN_LAB)


def stranger(team):
    return UserFactory()


def staff(team):
    return UserFactory(staff=True)


def auditor(team):
    return UserFactory(auditor=True)


def admin(team):
    return UserFactory(admin=True)


def colleague(team):
    return MembershipFactory(agency=team.proposal.lead_agency, can_edit=False).user


def of_another_agency(team):
    return MembershipFactory().user


def responsible(team):
    other = MembershipFactory(can_submit=True)
    Team.objects.filter(pk=team.pk).update(responsible_agency=other.agency)
    return other.user


def former_colleague(team):
    member = MembershipFactory(agency=team.proposal.lead_agency)
    member.ended_at = member.approved_at
    member.save()
    return member.user


def participant(team):
    return person_in(team, TierKey.AREA_OPERATOR)


def partner(team):
    person = PartnerFactory(team=team).person
    AccessFactory(proposal=team.proposal, user=person, kind="team")
    return person


def reader(team):
    """A committee member who read the proposal has no business with the team."""
    return AccessFactory(proposal=team.proposal, kind="read").user


def nominee(team):
    return SeatFactory(team=team, nominated=True).person


def of_an_agency_that_was_asked(team):
    member = MembershipFactory(can_endorse=True)
    SeatFactory(team=team, requested=True, agency=member.agency)
    return member.user


def closed_staff(team):
    person = UserFactory(staff=True)
    AccessFactory(proposal=team.proposal, user=person, kind=Access.Kind.CLOSED)
    return person


def closed_participant(team):
    person = person_in(team, TierKey.AREA_OPERATOR)
    AccessFactory(proposal=team.proposal, user=person, kind=Access.Kind.CLOSED)
    return person


PEOPLE = [
    stranger, staff, auditor, admin, colleague, of_another_agency, responsible, former_colleague,
    participant, partner, reader, nominee, of_an_agency_that_was_asked, closed_staff,
    closed_participant,
]  # fmt: skip


@pytest.mark.parametrize("somebody", PEOPLE, ids=lambda who: who.__name__)
def test_lists_show_what_the_rules_allow(team, somebody):
    user = somebody(team)
    SeatFactory(team=team)
    RoundFactory(team=team)

    teams = {t for t in Team.objects.all() if permissions.can_view_team(t, user)}
    seats = {s for s in Participant.objects.all() if permissions.can_view_seat(s, user)}
    rounds = {r for r in FollowUpRound.objects.all() if permissions.can_view_round(r, user)}

    assert set(Team.objects.visible_to(user)) == teams
    assert set(Participant.objects.visible_to(user)) == seats
    assert set(FollowUpRound.objects.visible_to(user)) == rounds


SEES_TEAM = {staff, auditor, admin, colleague, responsible, participant, partner}
SEES_A_SEAT = SEES_TEAM | {nominee, of_an_agency_that_was_asked}


@pytest.mark.parametrize("somebody", PEOPLE, ids=lambda who: who.__name__)
def test_who_sees_the_team_and_who_only_their_seat(team, somebody):
    user = somebody(team)
    team.refresh_from_db()

    assert permissions.can_view_team(team, user) == (somebody in SEES_TEAM)
    assert Participant.objects.visible_to(user).filter(team=team).exists() == (
        somebody in SEES_A_SEAT
    )


def test_s36_a_replaced_participant_no_longer_sees_the_team(team):
    seat = team.participants.get(tier__key=TierKey.AREA_OPERATOR)
    Access.objects.filter(user=seat.person).delete()
    seat.replaced_at = seat.confirmed_at
    seat.save()

    assert not permissions.can_view_team(Team.objects.get(pk=team.pk), seat.person)
    assert not permissions.can_work(Team.objects.get(pk=team.pk), seat.person)


MAY = {
    "can_manage": set(),
    "can_coordinate": {TierKey.COORDINATOR},
    "can_work": {TierKey.COORDINATOR, TierKey.AREA_OPERATOR, TierKey.PUBLIC_INNOVATOR},
    "can_mentor": {TierKey.ADVISOR, TierKey.COORDINATOR},
    "can_record_people": {
        TierKey.COORDINATOR,
        TierKey.AREA_OPERATOR,
        TierKey.PUBLIC_INNOVATOR,
    },
}


@pytest.mark.parametrize("key", TierKey)
@pytest.mark.parametrize("rule", MAY)
def test_each_tier_may_do_what_its_role_says(team, rule, key):
    allowed = getattr(permissions, rule)(team, person_in(team, key))

    assert allowed == (key in MAY[rule])


def test_a_partner_notes_that_people_took_part_and_nothing_else(team):
    person = partner(team)

    rules = {rule for rule in MAY if getattr(permissions, rule)(team, person)}

    assert rules == {"can_record_people"}


def test_a_participant_of_another_team_may_do_nothing_here(team):
    other = full_team(State.IN_LAB)

    person = person_in(other, TierKey.COORDINATOR)

    assert not any(getattr(permissions, rule)(team, person) for rule in MAY)


@pytest.mark.parametrize(
    ("rights", "may"),
    [
        ({"can_endorse": True}, True),
        ({"can_submit": True}, True),
        ({"can_edit": True}, False),
    ],
)
def test_head_and_submitter_of_the_asked_agency_nominate(team, rights, may):
    member = MembershipFactory(**rights)
    seat = SeatFactory(team=team, requested=True, agency=member.agency)

    assert permissions.can_nominate(seat, member.user) == may


def test_only_the_person_answers(team):
    seat = SeatFactory(team=team, nominated=True)

    assert permissions.can_answer(seat, seat.person)
    assert not permissions.can_answer(seat, UserFactory(director=True))


@pytest.mark.parametrize(
    ("rights", "may"),
    [({"can_edit": True}, True), ({"can_edit": False}, False), ({"can_submit": True}, True)],
)
def test_writers_of_the_responsible_agency_report(rights, may):
    round_ = RoundFactory()
    member = MembershipFactory(agency=round_.team.proposal.lead_agency, **rights)

    assert permissions.can_report(round_, member.user) == may
    assert permissions.can_update_sites(round_.team, member.user) == may
