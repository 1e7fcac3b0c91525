"""The lab of the year before, told in short: its evidence was kept outside of the portal."""

from cohorts import services
from cohorts.models import Cohort, TeamPhase
from pyp_portal.demo.story import evidence
from pyp_portal.demo.story.company import day


def enter_without_people(company, code, by, reason):
    """A team of the year before, whose members are not in the portal."""
    by = company.person(by)
    team = services.form_team(company.proposal(code), by=by)
    services.waive_gap(team, by=by, reason=reason)
    services.set_commitment(
        company.team(code), by=by, letter_no="ที่ ตย 88/2567", letter_date=day("2024-03-04")
    )
    services.enter_lab(company.team(code), by=by)


def complete_by_waiver(company, code, by, reason):
    """All gates waived with a reason; the public test and the plan are there."""
    officer = company.person(by)
    for phase in TeamPhase.objects.filter(team=company.team(code)):
        services.waive_gate(phase, by=officer, reason=reason)
    services.record_activity(
        company.team(code),
        by=officer,
        kind="TEST",
        level="INVOLVE",
        channel="ONSITE",
        held_on=day("2024-07-19"),
        place_th="พื้นที่นำร่อง",
        people_total=60,
        female=33,
        male=27,
        main_points_th="ผู้ใช้พอใจที่ทราบผลเร็วขึ้น และขอให้ลดเอกสาร",
        what_changed_th="ลดเอกสารเหลือหนึ่งแผ่น",
    )
    evidence.plan(company, code, officer)
    services.complete_lab(company.team(code), by=officer)


def present_alone(company, code, by, at):
    """A session for the issues of the year before, made when the first is presented."""
    officer = company.person(by)
    cohort = Cohort.objects.get(call=company.proposal(code).call)
    session = cohort.sessions.first() or services.plan_session(
        cohort,
        by=officer,
        held_on=at.date(),
        place_th="ทำเนียบรัฐบาล (สมมติการจัดงาน)",
        chair_office="PRIME_MINISTER",
        mode="ONSITE",
    )
    item = services.schedule(session, company.team(code), by=officer)
    services.record_presentation(item, by=officer, outcome="APPROVED_SCALE")
