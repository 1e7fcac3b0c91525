"""What goes with an issue: the words of its page, its files, the page and the book."""

from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import strip_tags

from cohorts import briefs, presentation_papers, services
from cohorts.forms.presenting import BRIEF
from cohorts.models import PresentationFile, ScaleOutPlan
from cohorts.services import briefing
from cohorts.states import TierKey
from cohorts.tasks import bind_book
from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal import clock
from pyp_portal.papers.models import Export, Paper
from pyp_portal.uploads.models import StoredFile
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.cohorts import (
    ActivityFactory,
    ItemFactory,
    PilotTestFactory,
    SiteFactory,
    VersionFactory,
    full_team,
    person_in,
)
from tests.factories.proposals import AccessFactory, fill, pdf
from tests.papers.crews import work_here
from tests.papers.pdfs import headings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _before_the_session(at):
    at("2025-08-20 10:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def item():
    return ItemFactory(team=full_team(State.LAB_COMPLETED), order=1)


@pytest.fixture
def coordinator(item):
    return person_in(item.team, TierKey.COORDINATOR)


def grown(item, staff):
    """An issue of which everything is known, in the longest words that are taken."""
    team = item.team
    fill(team.proposal)
    team.proposal.answers.data["problem_statement"] = "ผู้สูงอายุรอคิวนาน " * 100
    team.proposal.answers.save()
    for number in range(6):
        PilotTestFactory(team=team).metrics.create(
            indicator_th=f"ระยะเวลารอเฉลี่ยของผู้รับบริการ {number}", unit_th="วัน", baseline=46,
            target=15, result=17,
        )  # fmt: skip
    VersionFactory(prototype__team=team, description_th="บัตรนัดดิจิทัล " * 100)
    for kind in ("OPINION", "CO_DESIGN", "TEST"):
        ActivityFactory(team=team, kind=kind)
    SiteFactory(team=team)
    SiteFactory(team=team, status="interested")
    ScaleOutPlan.objects.create(
        team=team, written_by=staff, written_at=clock.now(), national_owner=AgencyFactory(),
        cost_per_site=120000, core_th="ทีมร่วมสองหน่วยงาน " * 100, adaptable_th="ตารางเวร",
        conditions_th="มีผู้รับเรื่อง",
    )  # fmt: skip
    words = ("ก" * 9 + " ") * (BRIEF // 10)
    briefing.write_brief(item, by=staff, summary_th=words, ask_th=words)
    return type(item).objects.get(pk=item.pk)


def send(name="slides.pdf", content=None):
    return SimpleUploadedFile(name, content or pdf())


def to(name, item, *args):
    return reverse(f"cohorts:{name}", args=[item.session.uid, item.team.proposal.code, *args])


# --- Words and files -------------------------------------------------------------
def test_two_people_do_not_write_over_each_other(item, staff, coordinator, at):
    seen = item.token
    briefing.write_brief(item, by=coordinator, summary_th="ลดเวลารอ", ask_th="", seen=seen)

    with pytest.raises(MoveRefused):
        briefing.write_brief(item, by=staff, summary_th="อย่างอื่น", ask_th="", seen=seen)

    item.refresh_from_db()
    assert (item.summary_th, item.brief_by) == ("ลดเวลารอ", coordinator)


def test_the_outcome_leaves_the_words_as_they_are(item, staff, at):
    briefing.write_brief(item, by=staff, summary_th="ลดเวลารอ", ask_th="ขออนุมัติ")
    at("2025-08-29 10:00")

    services.record_presentation(item, by=staff, outcome="ACKNOWLEDGED")  # as read before

    item.refresh_from_db()
    assert (item.summary_th, item.outcome) == ("ลดเวลารอ", "ACKNOWLEDGED")


def test_nothing_changes_once_the_outcome_is_recorded(item, staff, at):
    sent = briefing.add_file(item, send(), by=staff)
    at("2025-08-29 10:00")
    item = services.record_presentation(item, by=staff, outcome="ACKNOWLEDGED")

    for act in (
        lambda: briefing.write_brief(item, by=staff, summary_th="ใหม่", ask_th=""),
        lambda: briefing.add_file(item, send(), by=staff),
        lambda: briefing.remove_file(sent, by=staff),
    ):
        with pytest.raises(MoveRefused):
            act()

    assert (item.files.count(), StoredFile.objects.count()) == (1, 1)


def test_files_are_few_and_of_the_kinds_that_are_shown(item, staff):
    with pytest.raises(ValidationError):
        briefing.add_file(item, send("page.pdf", b"<html>"), by=staff)
    for _n in range(briefing.MOST_FILES):
        first = briefing.add_file(item, send(), by=staff)
    with pytest.raises(MoveRefused):
        briefing.add_file(item, send(), by=staff)

    briefing.remove_file(first, by=staff)
    briefing.add_file(item, send(), by=staff)

    assert PresentationFile.objects.filter(removed_at=None).count() == briefing.MOST_FILES
    assert StoredFile.objects.count() == briefing.MOST_FILES + 1  # the refused ones are gone


# --- Pages -----------------------------------------------------------------------
def test_the_coordinator_prepares_and_others_look_on(item, coordinator, client_of):
    client, looker = client_of(coordinator), client_of(person_in(item.team, TierKey.ADVISOR))
    client.post(to("brief", item), {"summary_th": "ลดเวลารอ", "ask_th": "ขออนุมัติ", "seen": ""})
    client.post(to("place_file_new", item), {"file": send()})
    (sent,) = item.files.all()

    page = client.get(to("place", item))
    download = b"".join(looker.get(to("place_file", item, sent.uid)))

    assert (page.context["one"]["summary"], page.context["one"]["ask"]) == ("ลดเวลารอ", "ขออนุมัติ")
    assert [looker.post(to(name, item)).status_code for name in ("brief", "place_file_new")] == [
        403,
        403,
    ]
    assert looker.get(to("place", item)).context["may_prepare"] is False
    assert download[:5] == b"%PDF-"
    assert client_of(UserFactory()).get(to("place", item)).status_code == 404
    client.post(to("remove_place_file", item, sent.uid))
    assert client.get(to("place_file", item, sent.uid)).status_code == 404


def test_words_on_top_of_others_stay_in_their_fields(item, coordinator, staff, client_of):
    briefing.write_brief(item, by=staff, summary_th="ของสำนักงาน", ask_th="")

    page = client_of(coordinator).post(
        to("brief", item), {"summary_th": "ของฉัน", "ask_th": "", "seen": ""}
    )

    assert page.context["form"].errors.keys() == {"__all__"}
    assert "ของฉัน" in page.content.decode()


def test_the_brief_is_issued_once_for_what_it_says(item, coordinator, client_of):
    client = client_of(coordinator)
    first = client.post(to("brief_paper", item))
    again = client.post(to("brief_paper", item))
    briefing.write_brief(item, by=coordinator, summary_th="ลดเวลารอ", ask_th="")
    client.post(to("brief_paper", item))

    numbers = [paper.kind for paper in Paper.objects.of(item)]
    assert (first.url == again.url, numbers) == (True, ["PD-22"] * 2)
    assert client.get(first.url).status_code == 202
    assert Paper.objects.of(item)[0].html.count("<h2") == 1  # between h1 and h3: none left out


def test_the_record_says_outcome_and_directives(item, staff, client_of, at):
    at("2025-08-29 10:00")
    order = {
        "text_th": "ให้ศึกษาค่าโดยสาร", "responsible_agency": AgencyFactory(),
        "due_on": clock.today(),
    }  # fmt: skip
    services.record_presentation(
        item, by=staff, outcome="DIRECTIVE", note="ชื่นชมทีม", directives=[order]
    )

    answer = client_of(staff).post(reverse("cohorts:session_record", args=[item.session.uid]))
    again = presentation_papers.session_record(item.session, by=staff)

    (paper,) = Paper.objects.of(item.session)
    words = strip_tags(paper.html)
    assert [said in words for said in ("มีข้อสั่งการ", "ให้ศึกษาค่าโดยสาร", "ชื่นชมทีม")] == [True] * 3
    assert (again, client_of(staff).get(answer.url).status_code) == (paper, 202)


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("รู้ผลภายใน 15 วัน", 20, "รู้ผลภายใน 15 วัน"),
        ("รู้ผลภายใน 15 วันทำการ", 13, "รู้ผลภายใน…"),
        ("รู้ผล ภายใน", 6, "รู้ผล…"),
        ("ไม่มีช่องว่างในข้อความ", 10, "ไม่มีช่อง…"),
        ("", 10, ""),
    ],
)
def test_a_text_is_cut_between_phrases(text, most, shown):
    assert briefs.clipped(text, most) == shown


# --- The page and the book ---------------------------------------------------------
def test_the_page_is_made_of_the_record_and_cut_to_fit(item, staff):
    bare = briefs.facts_of(item)
    facts = briefs.facts_of(grown(item, staff))

    assert (bare["plan"], bare["prototype"], bare["figures"], bare["problem"]) == (None, "", [], "")
    assert briefs.LONG // 2 < len(facts["problem"]) <= briefs.LONG
    assert facts["problem"][-1] == "…"
    assert (len(facts["figures"]), facts["working"], facts["sites"]) == (4, 1, 2)
    assert facts["people"] == {"CO_DESIGN": 150, "OPINION": 150, "TEST": 150}
    assert facts["plan"]["cost"] == "120000"


def test_the_book_has_an_issue_on_one_page_and_its_files_behind(
    item, staff, client_of, monkeypatch
):
    work_here(monkeypatch)
    item = grown(item, staff)
    briefing.add_file(item, send("สไลด์.pdf", pdf(pages=2)), by=staff)
    url = reverse("cohorts:session_book", args=[item.session.uid])

    client_of(staff).post(url)

    export = Export.objects.get()
    bind_book(export.pk)
    content = b"".join(client_of(staff).post(export.file_url))
    code = item.team.proposal.code
    marks = [title for title in headings(content) if code in title]
    with pikepdf.open(BytesIO(content)) as whole:
        assert len(whole.pages) == 2 + 1 + 1 + 1 + 2  # contents, order, brief, plan, slides
    pages = [f"๑. {code} {name}" for name in ("สรุปผู้บริหาร", "แผนขยายผล")]
    assert marks == [*pages, f"{code} สไลด์.pdf"]


def test_the_record_is_issued_again_where_the_session_or_a_day_has_changed(item, staff):
    session = item.session
    first = presentation_papers.session_record(session, by=staff)
    session.place_th = "ตึกสันติไมตรี"
    moved = presentation_papers.session_record(session, by=staff)
    order = services.add_directive(
        item, by=staff, text_th="ให้ศึกษา", responsible_agency=AgencyFactory(),
        due_on=session.held_on,
    )  # fmt: skip
    ordered = presentation_papers.session_record(session, by=staff)
    order.due_on = order.due_on.replace(month=12)
    order.save()
    later = presentation_papers.session_record(session, by=staff)

    assert len({first, moved, ordered, later}) == 4
    assert presentation_papers.session_record(session, by=staff) == later


def test_the_record_of_a_session_is_closed_to_whom_one_of_its_issues_is_closed(
    item, staff, client_of
):
    shut_out, other = UserFactory(staff=True), ItemFactory(session=item.session, order=2)
    AccessFactory(proposal=other.team.proposal, user=shut_out, kind="closed")
    paper = presentation_papers.session_record(item.session, by=staff)
    links = [reverse("cohorts:session_paper", args=[item.session.uid, paper.uid])]
    links.append(reverse("cohorts:session_record", args=[item.session.uid]))

    for person, codes in ((staff, [202, 302]), (shut_out, [403, 403])):
        client = client_of(person)
        page = client.get(item.session.get_absolute_url()).content.decode()
        answers = [client.get(links[0]), client.post(links[1])]
        assert [answer.status_code for answer in answers] == codes
        assert (links[0] in page) == (person == staff)
