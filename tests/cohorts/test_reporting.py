"""The report to the Prime Minister: frozen, worded, reviewed, signed, sent, archived, compared."""

import json
from collections import Counter
from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from cohorts import comparing, report_papers, reporting_days, services, wording
from cohorts.figures import hash_of
from cohorts.models import Directive, MinisterReport
from cohorts.services import remind_minister_reports, reporting
from cohorts.services.reminding import R10
from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.states import State
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from pyp_portal.papers.models import Paper
from pyp_portal.public import statistics
from tests.factories.cohorts import SeatFactory, SiteFactory, TeamFactory
from tests.factories.proposals import CallFactory
from tests.reminders.holds import held_for, hold_each

pytestmark = pytest.mark.django_db
REASON = "ขอให้ปรับถ้อยคำในเรื่องที่ขอข้อสั่งการ"
TO = {"chair_office": "PRIME_MINISTER"}


@pytest.fixture(autouse=True)
def _a_year_after(at):
    at("2026-03-02 10:00")


@pytest.fixture
def signed(report, colleague, director):
    return sign(report, colleague, director)


def sign(report, colleague, director):
    reporting.review(report, by=colleague)
    return reporting.sign(report, by=director)


def texts_of(paper):
    return strip_tags(paper.html).replace("\xa0", " ")


def to(name, report, *args):
    year = report.cohort.call.fiscal_year
    return reverse(f"cohorts:{name}", args=[year, report.uid, *args])


# --- Frozen ------------------------------------------------------------------------
def test_the_figures_are_those_of_the_record_and_bear_their_hash(report, followed):
    figures = report.figures
    (one,) = figures["issues"]

    assert (figures["as_of"], figures["overdue"], figures["raised"]) == ("2026-03-02", 1, 1)
    assert (one["working"], one["reached"], one["overall"]) == (1, 1200, "YELLOW")
    assert one["directives"][0]["overdue"] is True
    assert report.sha256 == hash_of(json.loads(json.dumps(figures)))
    assert reporting.is_whole(MinisterReport.objects.get(pk=report.pk))


def test_an_adviser_of_two_teams_is_one_person(followed, writer):
    adviser = SeatFactory(team=followed, key="ADVISOR")
    other = TeamFactory(proposal__call=followed.proposal.call)
    SeatFactory(team=other, key="ADVISOR", person=adviser.person)
    SeatFactory(team=other)

    report = services.minister_report(followed.cohort, by=writer)

    year = followed.cohort.call.fiscal_year
    assert report.figures["people"] == {"1": 1, "3": 1}
    assert [n for _tier, _role, n in statistics.people(year)] == [1, 1]


def test_the_same_figures_have_the_same_hash_in_any_order(report):
    turned = dict(reversed(report.figures.items()))

    assert hash_of(turned) == report.sha256
    assert hash_of(turned | {"teams": 2}) != report.sha256


def test_what_is_signed_prints_the_same_whatever_happens_afterwards(signed, followed, at):
    before = report_papers.context_of(MinisterReport.objects.get(pk=signed.pk))
    SiteFactory(team=followed)
    Directive.objects.update(status="done")
    at("2026-09-01 10:00")

    again = MinisterReport.objects.get(pk=signed.pk)

    shown = ("figures", "words", "deltas", "issues", "tables")
    after = report_papers.context_of(again)
    assert [after[key] == before[key] for key in shown] == [True] * 5
    assert reporting.is_whole(again)
    assert report_papers.report(again, by=None) == report_papers.paper_of(again, None)


def test_figures_that_were_tampered_with_are_neither_reviewed_nor_signed(
    report, colleague, director, client_of
):
    MinisterReport.objects.filter(pk=report.pk).update(figures=report.figures | {"teams": 9})
    with pytest.raises(MoveRefused):
        reporting.review(report, by=colleague)
    MinisterReport.objects.filter(pk=report.pk).update(reviewed_at=report.made_at)
    with pytest.raises(MoveRefused):
        reporting.sign(report, by=director)

    assert client_of(colleague).get(report.get_absolute_url()).context["is_whole"] is False


# --- Counted again, on demand ------------------------------------------------------
def test_counting_again_keeps_edited_words_and_renews_the_others(report, followed, writer, at):
    reporting.keep_words(report, by=writer, words={"plan": "แผนของเรา"}, **TO)
    old = report.figures
    SiteFactory(team=followed)
    at("2026-03-03 10:00")

    again = reporting.recompute(report, by=writer)

    assert (again.as_of, again.figures["sites"]) == (date(2026, 3, 3), {"implementing": 2})
    assert again.words["plan"] == "แผนของเรา"
    assert "2 แห่ง" in again.words["summary"]
    assert old["sites"] == {"implementing": 1}
    events = [(e.verb, e.before, e.after) for e in timeline(again)]
    assert events[-1] == ("recomputed", report.sha256, again.sha256)


def test_one_report_has_the_figures_of_a_day(signed, followed, writer, at):
    assert services.minister_report(followed.cohort, by=writer) == signed
    at("2026-03-03 10:00")
    second = services.minister_report(followed.cohort, by=writer)
    assert services.minister_report(followed.cohort, by=writer) == second
    at("2026-03-02 18:00")  # a clock that was set back

    with pytest.raises(MoveRefused):
        reporting.recompute(second, by=writer)


def test_what_is_reviewed_is_not_counted_again(report, writer, colleague):
    reporting.review(report, by=colleague)

    with pytest.raises(MoveRefused):
        reporting.recompute(report, by=writer)
    with pytest.raises(MoveRefused):
        reporting.keep_words(report, by=writer, words={"plan": "แผน"}, **TO)


# --- Words and steps ---------------------------------------------------------------
def test_words_are_proposed_from_the_figures(report, followed):
    words = report.words

    title = followed.proposal.title_th
    asked = f"{title}: ขอให้ประสานกรม\n{title}: ขอให้ตีความระเบียบ"
    assert words["decisions"] == asked
    assert words[wording.key_of(followed.proposal.code)] == "ระเบียบยังไม่เอื้อ"
    assert "เกินกำหนด 1 เรื่อง" in words["summary"]
    bare = report.figures | {"issues": [], "directives": {}, "overdue": 0}
    assert wording.decisions(bare) == wording.NOTHING
    assert "ข้อสั่งการ" not in wording.summary(bare)


def test_the_plan_names_what_falls_due_and_how_much_more(report, followed, writer):
    row = {"kind": "round", "on": "2026-09-01", "code": "P68-0001", "about": "12"}
    many = [row] * (wording.MOST_PLANNED + 3)

    lines = wording.plan({"ahead": many}).splitlines()

    assert len(lines) == wording.MOST_PLANNED + 1
    assert lines[0].replace("\xa0", " ") == "1 กันยายน 2569 ติดตามผล รอบ 12 เดือน P68-0001"
    assert lines[-1] == "และอีก 3 รายการ"
    kinds = [row["kind"] for row in report.figures["ahead"]]
    assert kinds == sorted(kinds, key=["round", "directive"].index)


def test_two_people_do_not_write_over_each_other(report, writer, colleague):
    seen = str(report.version)
    reporting.keep_words(report, by=writer, words={"plan": "ของฉัน", "x": "?"}, seen=seen, **TO)

    with pytest.raises(MoveRefused):
        reporting.keep_words(report, by=colleague, words={"plan": "ของเขา"}, seen=seen, **TO)

    report.refresh_from_db()
    assert (report.words["plan"], "x" in report.words) == ("ของฉัน", False)


def test_who_wrote_it_does_not_review_it(report, writer, colleague, director):
    with pytest.raises(MoveRefused):
        reporting.review(report, by=writer)
    with pytest.raises(MoveRefused):
        reporting.sign(report, by=director)

    reporting.review(report, by=colleague)

    told = Message.objects.filter(occasion__startswith="minister-report-to-sign:")
    assert [message.address for message in told] == [director.email]


def test_it_goes_back_with_a_reason_to_who_wrote_it(report, writer, colleague, director):
    reporting.review(report, by=colleague)
    with pytest.raises(ReasonNeeded):
        reporting.send_back(report, by=director, reason="ไม่ดี")

    back = reporting.send_back(report, by=director, reason=REASON)

    told = Message.objects.filter(occasion__startswith="minister-report-back:")
    assert (back.is_draft, [message.address for message in told]) == (True, [writer.email])


def test_signing_issues_report_and_letter_and_the_rest_follows(signed, writer, at):
    kinds = [paper.title[:6] for paper in Paper.objects.of(signed)]
    with pytest.raises(MoveRefused):
        reporting.mark_sent(signed, by=writer, sent_ref="นร 1", sent_on=date(2026, 3, 1))
    at("2026-03-04 10:00")

    reporting.mark_sent(signed, by=writer, sent_ref="นร 0001/9", sent_on=date(2026, 3, 3))
    done = reporting.archive(signed, by=writer, answer="รับทราบ")

    assert (len(kinds), done.state, done.answer_th) == (2, "archived", "รับทราบ")
    verbs = [event.verb for event in timeline(done)]
    assert verbs == ["made", "reviewed", "signed", "sent", "archived"]
    assert "กราบเรียน" in texts_of(report_papers.letter_of(done))


# --- Compared ----------------------------------------------------------------------
def test_the_next_report_stands_beside_the_one_before(signed, followed, writer, at):
    SiteFactory(team=followed)
    followed.pilot_tests.get().metrics.update(result=15)
    at("2026-09-02 10:00")

    second = services.minister_report(followed.cohort, by=writer)

    rows = {row.key: row for row in comparing.deltas(second.figures, second.previous.figures)}
    assert second.previous == signed
    assert (rows["working"].now, rows["working"].before, rows["working"].sign) == (2, 1, "+1")
    assert rows["teams"].sign == "0"
    (one,) = second.figures["issues"]
    before = comparing.issue_before(second.previous.figures, one["code"])
    assert [row.change for row in comparing.of_issue(one, before)] == [1, 1, 0, -2]


def test_what_an_older_report_did_not_count_has_no_change():
    now = {"submitted": 3, "hours": {"2": 60}, "sites": {}, "directives": {}, "overdue": 0}
    rows = {row.key: row for row in comparing.deltas(now, {"submitted": 5})}

    assert (rows["submitted"].sign, rows["hours"].sign, rows["overdue"].sign) == ("-2", "", "")
    assert comparing.issue_before(None, "P68-0001") is None
    assert comparing.number(None) is None


# --- When it is due ----------------------------------------------------------------
def test_the_first_is_due_after_the_presentation_and_the_next_months_later(followed, writer, at):
    assert reporting_days.next_due(followed.cohort) == date(2025, 9, 29)
    made = services.minister_report(followed.cohort, by=writer)
    MinisterReport.objects.filter(pk=made.pk).update(signed_at=made.made_at)

    assert reporting_days.next_due(followed.cohort) == date(2026, 9, 2)
    followed.proposal.__class__.objects.filter(pk=followed.proposal.pk).update(
        **{"state": State.CLOSED}
    )
    assert reporting_days.next_due(followed.cohort) is None
    fresh = TeamFactory(proposal__call=CallFactory(fiscal_year=2569))
    assert reporting_days.next_due(fresh.cohort) is None


def test_the_officers_are_reminded_a_month_and_two_weeks_before(signed, writer, colleague, at):
    for day in ("2026-08-01", "2026-08-03", "2026-08-04", "2026-08-19", "2026-09-03"):
        at(f"{day} 09:00")  # the first is a Saturday, the last too late
        remind_minister_reports()

    told = Message.objects.filter(occasion__startswith="minister-report-due:")
    times = Counter(message.address for message in told)
    assert [times[person.email] for person in (writer, colleague)] == [2, 2]


def test_what_is_held_for_one_report_moves_with_its_day_and_not_to_the_next(
    followed, writer, colleague, director, at
):
    """An earlier presentation is entered later; then the report is signed before its day."""
    at("2025-08-28 09:00")
    hold_each(R10, writer)
    followed.cohort.sessions.update(held_on=date(2025, 8, 20))
    moved = held_for(R10)
    sign(services.minister_report(followed.cohort, by=writer), colleague, director)
    at("2026-02-05 09:00")

    assert (moved, held_for(R10)) == ([(date(2025, 9, 22), date(2025, 9, 29))], [])
