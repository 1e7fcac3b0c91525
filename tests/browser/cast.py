"""The people of the story, their agencies and the call: all that is there before it begins."""

from dataclasses import dataclass, field
from datetime import date

from proposals.models import Call
from pyp_portal.accounts.models import Agency, User
from pyp_portal.accounts.roles import AgencyType, Level
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.proposals import CallFactory

TITLE = "กองส่งเสริมการเกษตรใน อบจ. มิติใหม่ของการส่งเสริมอาชีพเพื่อสร้างเศรษฐกิจฐานรากภาคเกษตรไทย"


@dataclass
class Cast:
    """Who takes part; ``code`` is the number of the proposal once it has one."""

    call: Call
    lead: Agency
    department: Agency
    applicant: User
    colleague: User  # nominates for the department
    officer: User
    director: User
    secretary: User
    chair: User
    experts: list
    advisor: User
    coordinator: User
    operator: User
    innovator: User
    code: str = field(default="")

    @property
    def year(self):
        return self.call.fiscal_year

    @property
    def readers(self):
        """The three who read the documents."""
        return self.experts[:3]

    @property
    def tied(self):
        """Has a tie from the beginning."""
        return self.experts[3]

    @property
    def late(self):
        """Finds a tie only at the second meeting."""
        return self.experts[4]

    @property
    def others(self):
        """Sit on the committee with the readers, without a tie to begin with."""
        return [self.chair, self.late, self.secretary]


def gather():
    """Make them all."""
    lead = AgencyFactory(name_th="องค์การบริหารส่วนจังหวัดสงขลา", type=AgencyType.PAO)
    department = AgencyFactory(
        name_th="กรมส่งเสริมการเกษตร", level=Level.CENTRAL, type=AgencyType.DEPARTMENT
    )
    rights = {"can_edit": True, "can_submit": True, "can_endorse": True}
    return Cast(
        call=CallFactory(selection_due=date(2025, 2, 28)),
        lead=lead,
        department=department,
        applicant=MembershipFactory(agency=lead, **rights).user,
        colleague=MembershipFactory(agency=department, **rights).user,
        officer=UserFactory(staff=True),
        director=UserFactory(director=True),
        secretary=UserFactory(),
        chair=UserFactory(),
        experts=[UserFactory() for _each in range(5)],
        advisor=UserFactory(),
        coordinator=UserFactory(),
        operator=UserFactory(),
        innovator=UserFactory(),
    )
