"""From the name asked for to the participant: letter, rule, answer, replacement."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cohorts import services
from cohorts.models import Participant, Team
from cohorts.states import SeatState, TierKey
from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.models import Access
from proposals.states import State
from pyp_portal.outbox.models import Message
from tests.factories.accounts import (
    AgencyFactory,
    MembershipFactory,
    ProfileFactory,
    UserFactory,
)
from tests.factories.cohorts import PartnerFactory, SeatFactory, TeamFactory, cohort_of, full_team
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db
LETTER = {"letter_no": "ที่ ตย 300/2568", "letter_date": date(2025, 3, 3)}
REASON = "เป็นผู้รับผิดชอบประเด็นโดยตรงและหน่วยงานมีหนังสือรับรอง"


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def team():
    return TeamFactory()


def tier(team, key=TierKey.AREA_OPERATOR):
    return team.cohort.tiers.get(key=key)


def asked(team, by, key=TierKey.AREA_OPERATOR, agency=None):
    return services.request_nomination(
        team, tier(team, key), agency or team.proposal.lead_agency, by=by
    )


def officer(**post):
    return ProfileFactory(**post).user


def test_a_team_is_formed_once_for_a_selected_issue(staff):
    proposal = ProposalFactory(state=State.SELECTED)
    cohort_of(proposal.call)

    first = services.form_team(proposal, by=staff)

    assert services.form_team(proposal, by=staff) == first
    assert first.case_owner == proposal.case_owner
    assert first.responsible_agency == proposal.lead_agency


def test_no_team_for_an_issue_that_was_not_selected(staff):
    with pytest.raises(MoveRefused):
        services.form_team(ProposalFactory(state=State.PITCHED), by=staff)


def test_one_proposal_has_one_team(team):
    with pytest.raises(IntegrityError), transaction.atomic():
        Team.objects.create(
            proposal=team.proposal, cohort=team.cohort, name_th="อีกทีม", formed_at=team.formed_at
        )


def test_asking_for_a_name_tells_the_agency_and_its_mailbox(team, staff):
    agency = AgencyFactory(saraban_email="saraban@example.org")
    head = MembershipFactory(agency=agency, can_endorse=True).user
    MembershipFactory(agency=agency)

    seat = asked(team, staff, agency=agency)

    assert seat.state == SeatState.REQUESTED
    assert {m.address for m in Message.objects.all()} == {head.email, "saraban@example.org"}


def test_a_nomination_copies_the_post_and_asks_the_rule(team, staff):
    person = officer(position_th="นักวิชาการเกษตรชำนาญการ")

    seat = services.nominate(asked(team, staff), person, by=staff, **LETTER)

    assert (seat.state, seat.rule_result, seat.rule_code) == (
        SeatState.NOMINATED, "PASS", "T3_AREA_OFFICER",
    )  # fmt: skip
    assert (seat.position_th, seat.rank) == ("นักวิชาการเกษตรชำนาญการ", 20)
    assert [m.address for m in Message.objects.all()] == [person.email]


def test_what_the_letter_says_goes_before_the_profile(team, staff):
    post = {"position_th": "ผู้อำนวยการกอง", "level_code": "LM2", "is_officer": True}

    seat = services.nominate(asked(team, staff), officer(), by=staff, post=post, **LETTER)

    assert (seat.position_th, seat.rank) == ("ผู้อำนวยการกอง", 40)


def test_an_agency_with_no_tie_to_the_issue_fails_until_it_is_linked(team, staff):
    stranger = AgencyFactory()
    seat = services.nominate(asked(team, staff, agency=stranger), officer(), by=staff, **LETTER)
    assert seat.rule_code == "T3_NOT_RELATED"

    services.link_agency(team, stranger, by=staff, reason=REASON)

    seat.refresh_from_db()
    assert seat.rule_code == "T3_AREA_OFFICER"


def test_confirming_needs_the_privacy_notice(team, staff):
    person = officer()
    seat = services.nominate(asked(team, staff), person, by=staff, **LETTER)

    with pytest.raises(MoveRefused):
        services.accept(seat, by=person, privacy_seen=False)

    assert services.accept(seat, by=person, privacy_seen=True).state == SeatState.ACCEPTED


def test_the_database_refuses_a_confirmation_without_the_notice(team):
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatFactory(team=team, privacy_seen_at=None)


def test_a_seat_that_fails_the_rule_cannot_be_confirmed(team, staff):
    person = officer(is_officer=False)
    seat = services.nominate(asked(team, staff), person, by=staff, **LETTER)

    with pytest.raises(MoveRefused) as refused:
        services.accept(seat, by=person, privacy_seen=True)

    assert refused.value.sentence != ""


def test_judgement_waits_for_an_approved_exception_with_a_reason(team, staff):
    person = officer(level_code="ELECTED_EXEC")
    seat = services.nominate(asked(team, staff), person, by=staff, **LETTER)
    assert seat.rule_code == "T3_RANK_EXEMPT"
    with pytest.raises(MoveRefused):
        services.accept(seat, by=person, privacy_seen=True)
    with pytest.raises(ReasonNeeded):
        services.approve_exception(seat, by=staff, reason="สั้น")

    services.approve_exception(seat, by=staff, reason=REASON)

    assert services.accept(seat, by=person, privacy_seen=True).accepted_at
    with pytest.raises(MoveRefused):
        services.approve_exception(seat, by=staff, reason=REASON)


def test_one_person_has_one_seat_in_a_cohort(team, staff):
    person = officer()
    services.nominate(asked(team, staff), person, by=staff, **LETTER)
    other = TeamFactory()

    with pytest.raises(MoveRefused):
        services.nominate(asked(other, staff), person, by=staff, **LETTER)


def test_the_database_keeps_one_seat_per_person_and_cohort(team):
    person = SeatFactory(team=team).person

    with pytest.raises(IntegrityError), transaction.atomic():
        SeatFactory(team=TeamFactory(), person=person)


def test_an_advisor_may_join_several_issues_but_only_as_advisor(team, staff):
    person = officer(level_code="S2P", appointed_on=date(2024, 10, 1))
    services.nominate(asked(team, staff, TierKey.ADVISOR), person, by=staff, **LETTER)
    other = TeamFactory()

    services.nominate(asked(other, staff, TierKey.ADVISOR), person, by=staff, **LETTER)

    with pytest.raises(MoveRefused):
        services.nominate(asked(TeamFactory(), staff), person, by=staff, **LETTER)
    assert Participant.objects.filter(person=person).count() == 2


def test_declining_frees_the_seat_and_the_person(team, staff):
    person = officer()
    seat = services.nominate(asked(team, staff), person, by=staff, **LETTER)

    seat = services.decline(seat, by=person, reason="ติดราชการ")

    assert seat.state == SeatState.DECLINED
    again = services.nominate(asked(TeamFactory(), staff), person, by=staff, **LETTER)
    assert again.person == person


def test_s36_a_replaced_participant_loses_access_at_once(staff):
    team = full_team(State.IN_LAB)
    seat = team.participants.get(tier__key=TierKey.AREA_OPERATOR)
    assert Access.objects.filter(user=seat.person, kind="team").exists()

    fresh = services.replace(seat, by=staff, reason="ย้ายไปปฏิบัติราชการที่หน่วยงานอื่น")

    assert not Access.objects.filter(user=seat.person).exists()
    seat.refresh_from_db()
    assert (seat.state, seat.replaced_by) == (SeatState.REPLACED, fresh)
    assert (fresh.state, fresh.tier, fresh.agency) == (
        SeatState.REQUESTED, seat.tier, seat.agency,
    )  # fmt: skip


def test_s36_a_partner_who_was_a_participant_too_keeps_access(staff):
    team = full_team(State.IN_LAB)
    seat = team.participants.get(tier__key=TierKey.AREA_OPERATOR)
    PartnerFactory(team=team, person=seat.person)

    services.withdraw(seat, by=staff, reason="ขอถอนตัวด้วยเหตุผลส่วนตัว")

    assert Access.objects.filter(user=seat.person, kind="team").exists()


def test_s36_a_partner_who_leaves_loses_access_at_once(staff):
    team = full_team(State.IN_LAB)
    person = UserFactory()
    partner = services.add_partner(team, by=staff, sector="PRIVATE", person=person)
    assert Access.objects.filter(user=person, kind="team").exists()

    services.end_partner(partner, by=staff, reason="ขอถอนตัวด้วยเหตุผลส่วนตัว")

    assert not Access.objects.filter(user=person).exists()
    with pytest.raises(MoveRefused):
        services.end_partner(partner, by=staff, reason="ขอถอนตัวด้วยเหตุผลส่วนตัว")


def test_whoever_confirms_after_the_lab_began_is_let_in_at_once(staff):
    team = full_team(State.IN_LAB)
    person = officer()
    seat = services.nominate(asked(team, staff), person, by=staff, **LETTER)

    services.accept(seat, by=person, privacy_seen=True)
    assert not Access.objects.filter(user=person, kind="team").exists()

    services.confirm(seat, by=staff)

    assert Access.objects.filter(user=person, proposal=team.proposal, kind="team").exists()


@pytest.mark.parametrize("act", ["accept", "confirm", "decline", "nominate", "replace"])
def test_an_act_on_a_seat_that_was_left_says_what_happened_before(team, staff, act):
    seat = SeatFactory(team=team, nominated=True, declined_at=team.formed_at)
    extra = {
        "accept": {"privacy_seen": True},
        "confirm": {},
        "decline": {"reason": REASON},
        "nominate": LETTER | {"person": officer()},
        "replace": {"reason": REASON},
    }[act]

    with pytest.raises(MoveRefused) as refused:
        getattr(services, act)(seat, by=staff, **extra)

    assert str(SeatState.DECLINED.label) in refused.value.sentence


def test_no_seat_is_added_once_the_results_are_presented(staff):
    team = TeamFactory(proposal__state=State.PRESENTED)

    with pytest.raises(MoveRefused):
        asked(team, staff)


def test_the_tiers_show_1_2_3_5_and_4_is_another_name_of_5():
    cohort = cohort_of()

    assert [t.display_no for t in cohort.tiers.all()] == ["1", "2", "3", "5"]
    assert cohort.tiers.get(display_no="5").aliases == ["4"]


def test_a_year_is_cloned_with_its_settings_and_without_its_people(staff, team):
    SeatFactory(team=team)
    from_call = team.cohort
    from_call.follow_up_months = [3, 9]
    call = ProposalFactory(call__fiscal_year=2569).call

    fresh = services.clone_cohort(from_call, call, by=staff)

    assert (fresh.follow_up_months, fresh.tiers.count(), fresh.participants.count()) == (
        [3, 9], 4, 0,
    )  # fmt: skip
