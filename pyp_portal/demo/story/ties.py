"""Interests that the records suggest in the demo year: two former posts, one of them weighed."""

from datetime import date

from pyp_portal.demo.story.company import SECRETARY
from selection.kinds import Interest, Verdict
from selection.services import describing, weighing

LEFT = date(2023, 9, 30)
EXPERTS = (10, 11)  # seats of two experts who came from local bodies
WHY = "ย้ายออกก่อนเริ่มจัดทำข้อเสนอ และไม่เคยร่วมงานเรื่องนี้"


def tell_posts(company, year, proposals):
    """Two experts tell for whom they worked; the register then suggests an interest."""
    for number, proposal in zip(EXPERTS, proposals, strict=False):
        user = company.seat(year, number).user
        describing.tell_post(user, proposal.lead_agency, until=LEFT)


def weigh_first(company, year, proposals):
    """The secretary dismisses the first of them with a reason; the other waits."""
    weighing.weigh(
        company.seat(year, EXPERTS[0]),
        proposals[0],
        Interest.FORMER_EMPLOYMENT_2Y,
        Verdict.DISMISSED,
        reason=WHY,
        by=company.person(SECRETARY),
    )
