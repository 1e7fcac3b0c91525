"""A year that has been lived: call, selection, cohort, with people and records that stay there."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from proposals.models import CallDocument
from proposals.states import State
from selection.services import change_plan
from tests.factories.call_pages import CallDocumentFactory
from tests.factories.cohorts import SeatFactory, TeamFactory, cohort_of
from tests.factories.proposals import CallFactory
from tests.factories.selection import SeatFactory as CommitteeSeat
from tests.factories.selection import plan_of
from tests.factories.workshops import WorkshopFactory

BANGKOK = ZoneInfo("Asia/Bangkok")
DAYS = {
    "opens_on": date(2025, 12, 2),
    "closes_on": date(2026, 1, 6),
    "endorsement_on": None,
    "selection_due": date(2026, 2, 27),
    "reserve_valid_until": date(2026, 6, 30),
    "lab_starts_on": date(2026, 3, 2),
    "lab_ends_on": date(2026, 8, 31),
    "presentation_from": date(2026, 8, 3),
    "presentation_to": date(2026, 8, 31),
    "follow_up_starts_on": date(2026, 9, 1),
}


def at(*parts):
    return datetime(*parts, tzinfo=BANGKOK)


def year_2568():
    """Its call, with settings that are not those a year begins with; ``people`` fill it."""
    call = CallFactory(
        max_per_agency=3,
        revision_days=9,
        allowed_agency_types=["SAO"],
        selection_due=date(2025, 2, 28),
        last_number=44,
        last_receipt=40,
    )
    plan = plan_of(call)
    change_plan(plan, by=None, max_selected=12, pass_mark=65, reserve_valid_until=date(2025, 6, 30))
    cohort = cohort_of(call)
    cohort.follow_up_months, cohort.presentation_from = [3, 9], date(2025, 8, 1)
    cohort.save()
    WorkshopFactory(cohort=cohort, held_on=date(2025, 5, 9), place_th="ห้องประชุมใหญ่")
    CallDocumentFactory(call=call, title_th="คู่มือการจัดทำข้อเสนอ", kind=CallDocument.Kind.GUIDE)
    CallDocumentFactory(call=call, title_th="แบบฟอร์ม ปี 2568", kind=CallDocument.Kind.FORM)
    return call


def people(call):
    """A member of the committee, and an issue in the lab with somebody on its seat."""
    CommitteeSeat(committee__plan=call.selection_plan)
    SeatFactory(team=TeamFactory(proposal__call=call, proposal__state=State.IN_LAB))
