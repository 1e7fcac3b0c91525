"""The report to the Prime Minister through its pages, as a file, and in the lists of tasks."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cohorts import minister_table, services
from cohorts.models import MinisterReport
from cohorts.services import reporting
from cohorts.tasks import minister
from cohorts.todo import todo
from pyp_portal.papers.models import Export
from tests.cohorts.test_reporting import REASON, to
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import TeamFactory, full_team
from tests.factories.papers import ExportFactory
from tests.factories.proposals import AccessFactory
from tests.factories.reports import followed_team

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_year_after(at):
    at("2026-03-02 10:00")


# --- Pages -------------------------------------------------------------------------
def test_from_the_list_to_the_archive_through_the_pages(
    followed, writer, colleague, director, client_of, at
):
    year = followed.cohort.call.fiscal_year
    mine, theirs, boss = (client_of(person) for person in (writer, colleague, director))
    begun = mine.post(reverse("cohorts:minister_report", args=[year]))
    report = MinisterReport.objects.get()
    typed = {"chair_office": "DELEGATED_MINISTER", "plan": "แผนของเรา", "seen": report.version}
    nameless = mine.post(to("report_words", report), typed)
    mine.post(to("report_words", report), typed | {"delegation_ref": "ที่ ตย 88/2568"})
    draft = mine.post(to("report_preview", report))
    stale = theirs.post(to("report_review", report), {"version": 1}, follow=True)
    theirs.post(to("report_review", report), {"version": 2})
    theirs.post(to("report_sign", report))
    boss.post(to("report_sign", report))
    wrong = mine.post(to("report_sent", report), {"sent_ref": "นร 1"})
    mine.post(
        to("report_sent", report),
        {"sent_ref": "นร 0001/9", "sent_on_0": 2, "sent_on_1": 3, "sent_on_2": 2569},
    )
    mine.post(to("report_archive", report), {"answer": "รับทราบ"})

    report.refresh_from_db()
    assert begun.url == report.get_absolute_url()
    assert nameless.context["form"].errors.keys() == {"delegation_ref"}
    assert [m.level_tag for m in stale.context["messages"]] == ["error"]
    assert wrong.context["form"].errors.keys() == {"sent_on"}
    assert (report.state, report.words["plan"]) == ("archived", "แผนของเรา")
    assert mine.get(draft.url).status_code == 202
    assert mine.get(to("minister_letter", report)).status_code == 202
    page = mine.get(reverse("cohorts:reports", args=[year]))
    assert list(page.context["reports"]) == [report]


def test_there_is_no_paper_before_one_was_made(report, colleague, client_of):
    client = client_of(colleague)

    codes = [
        client.get(to(name, report)).status_code for name in ("minister_paper", "minister_letter")
    ]

    assert codes == [404, 404]


def test_the_director_sends_it_back_from_the_page(report, colleague, director, client_of):
    reporting.review(report, by=colleague)
    client = client_of(director)
    page = client.get(report.get_absolute_url())

    short = client.post(to("report_back", report), {"reason": "ไม่ดี"})
    client.post(to("report_back", report), {"reason": REASON})

    report.refresh_from_db()
    offered = [action.url for action in page.context["actions"]]
    assert offered == [to("report_sign", report), to("report_back", report)]
    assert short.context["form"].errors.keys() == {"reason"}
    assert report.is_draft


def test_buttons_are_those_of_the_step_and_the_person(report, writer, colleague, client_of):
    def offered(person):
        page = client_of(person).get(report.get_absolute_url())
        return [(action.url, bool(action.refusal)) for action in page.context["actions"]]

    draft = [offered(writer), offered(colleague), offered(UserFactory(auditor=True))]
    reporting.review(report, by=colleague)

    names = ("report_words", "report_review", "report_recompute")
    words, review, again = (to(name, report) for name in names)
    assert draft == [
        [(words, False), (review, True), (again, False)],
        [(words, False), (review, False), (again, False)],
        [],
    ]
    assert offered(writer) == [(to("report_back", report), False)]


def test_the_figures_are_counted_again_from_the_page(report, followed, writer, client_of, at):
    at("2026-03-03 10:00")

    client_of(writer).post(to("report_recompute", report), {"version": 1})

    report.refresh_from_db()
    assert (report.as_of.isoformat(), report.version) == ("2026-03-03", 2)


def test_words_typed_on_top_of_others_stay_in_their_fields(report, writer, colleague, client_of):
    reporting.keep_words(report, by=writer, words={"plan": "ของฉัน"}, chair_office="PRIME_MINISTER")
    typed = {"chair_office": "PRIME_MINISTER", "plan": "ของเขา", "seen": 1}

    page = client_of(colleague).post(to("report_words", report), typed)

    assert page.context["form"].errors.keys() == {"__all__"}
    assert "ของเขา" in page.content.decode()


def test_an_issue_closed_to_the_reader_is_not_on_the_page_nor_in_the_file(
    report, followed, colleague, client_of
):
    open_page = client_of(colleague).get(report.get_absolute_url())
    AccessFactory(proposal=followed.proposal, user=colleague, kind="closed")
    page = client_of(colleague).get(report.get_absolute_url())
    client_of(colleague).post(to("report_export", report), {"format": "csv"})

    assert [len(one.context["issues"]) for one in (open_page, page)] == [1, 0]
    assert followed.proposal.title_th not in page.content.decode()
    assert minister_table.table(Export.objects.get()).rows == []
    assert page.context["actions"] == []
    assert client_of(colleague).get(to("report_words", report)).status_code == 403
    assert client_of(colleague).get(to("minister_paper", report)).status_code == 403


def test_the_file_has_a_row_for_each_figure_as_frozen(writer, client_of):
    followed = followed_team(writer)
    bare = TeamFactory(proposal__call=followed.proposal.call)
    report = services.minister_report(followed.cohort, by=writer)
    followed.pilot_tests.get().metrics.update(result=1)

    client_of(writer).post(to("report_export", report), {"format": "csv"})

    export = Export.objects.get()
    rows = {row[0]: row for row in minister_table.table(export).rows}
    with_figures, without = rows[followed.proposal.code], rows[bare.proposal.code]
    assert with_figures[6:] == ("วันรอ", "วัน", 46, 15, 17, 1, 1, 1, 0)
    assert without[5:] == ("", "", "", None, None, None, 0, 0, 0, 0)
    assert {len(row) for row in rows.values()} == {len(minister_table.HEADERS)}
    minister(export.pk)
    assert "วันรอ" in b"".join(client_of(writer).post(export.file_url)).decode()


def test_people_of_a_team_get_no_file(report):
    person = full_team().participants.first().person
    parameters = {"report": str(report.uid)}
    export = ExportFactory(kind=minister_table.KIND, asked_by=person, parameters=parameters)

    with pytest.raises(PermissionDenied):
        minister_table.table(export)


def test_a_draft_waits_for_who_wrote_it_and_for_a_colleague_then_for_the_director(
    report, writer, colleague, director
):
    def waits():
        people = (writer, colleague, director, UserFactory())
        url = report.get_absolute_url()
        return [[line.title for line in todo(one) if line.url == url] for one in people]

    read = "อ่านรายงานผลต่อนายกรัฐมนตรีและยืนยันว่าตรวจทานแล้ว"
    assert waits() == [["ทำรายงานผลต่อนายกรัฐมนตรีต่อ"], [read], [read], []]
    reporting.review(report, by=colleague)
    assert waits() == [[], [], ["ลงนามรายงานผลต่อนายกรัฐมนตรี"], []]
    reporting.sign(report, by=director)
    assert waits() == [[], [], [], []]
