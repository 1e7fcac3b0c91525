"""Cohorts, teams at any point of the lab, seats, rounds."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from cohorts import services
from cohorts.models import (
    Baseline,
    Cohort,
    FieldVisit,
    FollowUpRound,
    LabPartner,
    Participant,
    ParticipationActivity,
    PilotTest,
    PolicyOption,
    PresentationItem,
    PresentationSession,
    Prototype,
    PrototypeVersion,
    ScaleOutSite,
    Team,
)
from cohorts.services.access import let_everybody_in
from cohorts.services.entering import lay_out
from cohorts.states import GateState, RuleResult, TierKey
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.models import Province
from pyp_portal.accounts.roles import Sector
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.proposals import CallFactory, ProposalFactory

ENTERED = {State.IN_LAB, State.LAB_COMPLETED, State.PRESENTED, State.FOLLOW_UP, State.SCALED}


def cohort_of(call=None):
    """The cohort of a call, with its four tiers."""
    call = call or CallFactory()
    return Cohort.objects.filter(call=call).first() or services.open_cohort(call)


class TeamFactory(DjangoModelFactory):
    """The team of a selected issue; ``TeamFactory(proposal__state=State.IN_LAB)`` is in the lab.

    A team that has entered the lab has its phases and deliverables.
    """

    class Meta:
        model = Team
        skip_postgeneration_save = True

    proposal = factory.SubFactory(ProposalFactory, state=State.SELECTED)
    cohort = factory.LazyAttribute(lambda team: cohort_of(team.proposal.call))
    name_th = factory.Sequence(lambda n: f"ทีมตัวอย่าง {n + 1}")
    responsible_agency = factory.SelfAttribute("proposal.lead_agency")
    formed_at = factory.LazyFunction(clock.now)
    entered_lab_at = factory.LazyAttribute(
        lambda team: clock.now() if team.proposal.state in ENTERED else None
    )

    class Params:
        committed = factory.Trait(commitment_no="ที่ ตย 400/2568", commitment_date=date(2025, 3, 3))

    @factory.post_generation
    def phases(team, create, extracted, **kwargs):
        if create and team.entered_lab_at:
            lay_out(team)
        if team.proposal.state in ENTERED - {State.IN_LAB}:
            team.phases.update(state=GateState.PASSED)


class SeatFactory(DjangoModelFactory):
    """A confirmed participant; ``nominated=True`` has not answered, ``requested=True`` no name.

    ``accepted=True`` has taken the seat and waits for the office.
    """

    class Meta:
        model = Participant

    class Params:
        key = TierKey.AREA_OPERATOR
        nominated = factory.Trait(accepted_at=None, confirmed_at=None)
        accepted = factory.Trait(confirmed_at=None)
        requested = factory.Trait(
            person=None,
            nominated_at=None,
            accepted_at=None,
            confirmed_at=None,
            rule_result="",
            rule_code="",
        )
        doubtful = factory.Trait(
            accepted_at=None,
            confirmed_at=None,
            rule_result=RuleResult.JUDGEMENT,
            rule_code="T2_EXCEPTION",
        )

    team = factory.SubFactory(TeamFactory)
    cohort = factory.SelfAttribute("team.cohort")
    tier = factory.LazyAttribute(lambda seat: seat.team.cohort.tiers.get(key=seat.key))
    agency = factory.SelfAttribute("team.proposal.lead_agency")
    person = factory.SubFactory(UserFactory)
    joins_one_issue = factory.LazyAttribute(lambda seat: seat.tier.key != TierKey.ADVISOR)
    requested_at = factory.LazyFunction(clock.now)
    nominated_at = factory.LazyFunction(clock.now)
    privacy_seen_at = factory.LazyFunction(clock.now)
    accepted_at = factory.LazyFunction(clock.now)
    confirmed_at = factory.LazyFunction(clock.now)
    rule_result = RuleResult.PASS
    rule_code = "T3_AREA_OFFICER"


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = LabPartner

    team = factory.SubFactory(TeamFactory)
    person = factory.SubFactory(UserFactory)
    name_th = "ผู้แทนชุมชน"
    sector = Sector.CIVIL_SOCIETY
    added_at = factory.LazyFunction(clock.now)


def full_team(state=State.SELECTED, **kwargs):
    """A team with one confirmed participant of each tier and a commitment letter."""
    team = TeamFactory(proposal__state=state, committed=True, **kwargs)
    for key in TierKey:
        SeatFactory(team=team, key=key)
    if state in ENTERED:
        let_everybody_in(team)
    return team


def person_in(team, key):
    """The confirmed participant of a tier, fetched afresh."""
    return team.participants.confirmed().filter(tier__key=key).first().person


class ActivityFactory(DjangoModelFactory):
    class Meta:
        model = ParticipationActivity

    team = factory.SubFactory(TeamFactory, proposal__state=State.IN_LAB)
    kind = "TEST"
    level = "INVOLVE"
    channel = "ONSITE"
    held_on = date(2025, 8, 2)
    place_th = "อำเภอรัตภูมิ"
    people_total = 150
    female = 85
    male = 65
    main_points_th = "ผู้ทดลองใช้ 22 กลุ่มจาก 24 กลุ่มยื่นคำขอสำเร็จ"
    what_changed_th = "เพิ่มช่องโทรกลับและพิมพ์วันรู้ผลในใบรับเรื่อง"
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = factory.LazyFunction(clock.now)


class VisitFactory(DjangoModelFactory):
    class Meta:
        model = FieldVisit

    team = factory.SubFactory(TeamFactory, proposal__state=State.IN_LAB)
    held_on = date(2025, 3, 20)
    place_th = "อำเภอรัตภูมิ"
    informants = 12
    seen_th = "ผู้ใช้บริการรอหน้าเคาน์เตอร์นาน"
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = factory.LazyFunction(clock.now)


class BaselineFactory(DjangoModelFactory):
    class Meta:
        model = Baseline

    team = factory.SubFactory(TeamFactory, proposal__state=State.IN_LAB)
    indicator_th = factory.Sequence(lambda n: f"เวลารอเฉลี่ย {n}")
    unit_th = "วัน"
    value = 46
    measured_on = date(2025, 3, 20)
    source_th = "ทะเบียนคำขอของอำเภอ"
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = factory.LazyFunction(clock.now)


class OptionFactory(DjangoModelFactory):
    class Meta:
        model = PolicyOption

    team = factory.SubFactory(TeamFactory, proposal__state=State.IN_LAB)
    name_th = factory.Sequence(lambda n: f"ทางเลือก {n}")
    impact, effort = 4, 2
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = factory.LazyFunction(clock.now)


class PrototypeFactory(DjangoModelFactory):
    class Meta:
        model = Prototype

    team = factory.SubFactory(TeamFactory, proposal__state=State.IN_LAB)
    name_th = "บัตรนัดดิจิทัล"
    kinds = ["SERVICE"]


class VersionFactory(DjangoModelFactory):
    class Meta:
        model = PrototypeVersion

    prototype = factory.SubFactory(PrototypeFactory)
    number = factory.Sequence(lambda n: n + 1)
    made_on = date(2025, 6, 10)
    description_th = "แบบร่าง"
    what_changed_th = "ปรับตามความเห็นผู้ใช้"
    fidelity = "LOW"
    decision = "KEEP"
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = factory.LazyFunction(clock.now)


class PilotTestFactory(DjangoModelFactory):
    class Meta:
        model = PilotTest

    team = factory.SubFactory(TeamFactory, proposal__state=State.IN_LAB)
    area_th = "อำเภอรัตภูมิ"
    started_on = date(2025, 6, 2)
    ended_on = date(2025, 8, 7)
    hypothesis_th = "เวลารู้ผลจะไม่เกิน 15 วัน"
    method_th = "เปรียบเทียบก่อนและหลัง"
    sample_size = 150
    decision = "ITERATE"
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = factory.LazyFunction(clock.now)


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = PresentationSession

    cohort = factory.LazyFunction(cohort_of)
    held_on = date(2025, 8, 27)
    place_th = "ทำเนียบรัฐบาล"
    chair_office = "DELEGATED_MINISTER"
    delegation_ref = "ที่ ตย 88/2568"
    mode = "ONSITE"
    planned_at = factory.LazyFunction(clock.now)


class ItemFactory(DjangoModelFactory):
    class Meta:
        model = PresentationItem

    team = factory.SubFactory(TeamFactory, proposal__state=State.LAB_COMPLETED)
    session = factory.SubFactory(SessionFactory)
    order = factory.Sequence(lambda n: n + 1)


class RoundFactory(DjangoModelFactory):
    """A round of an issue in follow-up, due in ten days."""

    class Meta:
        model = FollowUpRound

    team = factory.SubFactory(TeamFactory, proposal__state=State.FOLLOW_UP)
    months = 6
    due_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=10))


class SiteFactory(DjangoModelFactory):
    class Meta:
        model = ScaleOutSite

    team = factory.SubFactory(TeamFactory, proposal__state=State.FOLLOW_UP)
    province = factory.LazyFunction(lambda: Province.objects.get(pk=40))
    agency_th = "เทศบาลตำบลน้ำพอง (สมมติ)"
    mode = "SCALE_OUT"
    status = "implementing"
    evidence_th = "หนังสือตกลงและรายงานผล"
    updated_on = factory.LazyFunction(clock.today)


def agency(**kwargs):
    """An agency that has nothing to do with the issue."""
    return AgencyFactory(**kwargs)
