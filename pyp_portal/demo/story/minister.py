"""The report to the Prime Minister after the presentations, and the one begun half a year later."""

from datetime import timedelta

from cohorts.models import Cohort
from cohorts.services import reporting
from pyp_portal.demo.seed import moment
from pyp_portal.demo.story.company import DIRECTOR, Act, day

AFTER = timedelta(days=12)  # from the last presentation to the report
ANSWER = "นายกรัฐมนตรีรับทราบ และให้เร่งรัดข้อสั่งการที่ยังไม่แล้วเสร็จ"


def acts(company):
    """Written by one officer, read by another, signed by the director, sent and answered."""
    year = company.seed["cohort"]["fiscal_year_be"]
    last = max(row["date"] for row in company.seed["presentation_sessions"])
    begun = moment(last, hour=10) + AFTER
    owners = sorted({row["case_owner"] for row in company.seed.proposals.values()} - {None})
    writer, colleague = owners[:2]

    def report():
        return Cohort.objects.get(call__fiscal_year=year).minister_reports.last()

    def begin():
        cohort = Cohort.objects.get(call__fiscal_year=year)
        reporting.minister_report(cohort, by=company.person(writer))

    def sign():
        reporting.review(report(), by=company.person(colleague))
        reporting.sign(report(), by=company.person(DIRECTOR))

    def send():
        sent_on = day(str((begun + timedelta(days=3)).date()))
        number = "ที่ นร (ตัวอย่าง) 1201/345"
        reporting.mark_sent(report(), by=company.person(writer), sent_ref=number, sent_on=sent_on)

    def archive():
        reporting.archive(report(), by=company.person(writer), answer=ANSWER)

    yield Act(begun, begin)
    yield Act(begun + timedelta(days=1), sign)
    yield Act(begun + timedelta(days=3), send)
    yield Act(begun + timedelta(days=30), archive)
    yield Act(moment("2026-02-27", hour=10), begin)
