"""An issue of which a report to the Prime Minister has something to say."""

from datetime import date

from cohorts import services
from proposals.states import State
from pyp_portal import clock
from tests.factories.accounts import AgencyFactory
from tests.factories.cohorts import (
    ItemFactory,
    PilotTestFactory,
    RoundFactory,
    SessionFactory,
    SiteFactory,
    TeamFactory,
)


def followed_team(officer):
    """In follow-up, with figures, a site, an order due in February 2026 and an accepted report."""
    team = TeamFactory(proposal__state=State.FOLLOW_UP)
    PilotTestFactory(team=team).metrics.create(
        indicator_th="วันรอ", unit_th="วัน", baseline=46, target=15, result=17
    )
    SiteFactory(team=team, population=1200)
    item = ItemFactory(team=team, session=SessionFactory(cohort=team.cohort))
    services.add_directive(
        item, by=officer, text_th="ให้ศึกษา", responsible_agency=AgencyFactory(),
        due_on=date(2026, 2, 25),
    )  # fmt: skip
    report = services.file_report(
        RoundFactory(team=team), by=officer, overall="YELLOW", obstacle_th="ระเบียบยังไม่เอื้อ",
        help_needed_th="ขอให้ประสานกรม",
    )  # fmt: skip
    services.accept_report(report, by=officer)
    team.raised.create(
        kind="REGULATION", text_th="ระเบียบไม่ให้จ่ายข้ามหน่วยงาน", wanted_th="ขอให้ตีความระเบียบ",
        raised_by=officer, raised_at=clock.now(), asked_at=clock.now(), due_on=clock.today(),
    )  # fmt: skip
    return team
