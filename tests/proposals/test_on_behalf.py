"""What officers enter for an agency from its paper: by whom, with what, and who learns of it."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string

from proposals import form_wordings, permissions, services
from proposals.documents import in_words
from proposals.grounds import MoveRefused
from proposals.models import Attachment, OnBehalf, Proposal, Theme
from proposals.services.on_behalf import enter_on_behalf
from proposals.services.submitting import content_of
from proposals.states import State
from proposals.todo import todo
from pyp_portal import clock
from pyp_portal.accounts.models import User
from pyp_portal.history.services import latest
from pyp_portal.uploads.models import StoredFile
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.proposals import CallFactory, ProposalFactory, fill, pdf
from tests.proposals.browsing import letter, url
from tests.proposals.endorsed import told

pytestmark = pytest.mark.django_db
DAY = {"received_on_0": "18", "received_on_1": "12", "received_on_2": "2567"}
SAYS_SO = "สำนักงาน ป.ย.ป. กรอกแทน"


@pytest.fixture
def call(at):
    at("2024-12-20 10:00")
    return CallFactory()


@pytest.fixture
def agency():
    return AgencyFactory(
        code="SAO1", name_th="องค์การบริหารส่วนตำบลหาดทราย", saraban_email="saraban@sao.example"
    )


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def entered(call, agency, officer):
    day = clock.today()
    return enter_on_behalf(
        call, agency, officer, letter("scan.pdf"), received_on=day, letter_no="หท 1/2567"
    )


def page_of(agency):
    return url("on_behalf", agency=agency.code)


# --- Entering ---------------------------------------------------------------------


def test_an_officer_finds_the_agency_and_enters_its_paper(call, agency, officer, client_of):
    client = client_of(officer)
    found = client.get(url("on_behalf", q="หาดทราย"))
    nothing = client.get(url("on_behalf", q="ไม่มีชื่อนี้"))

    answer = client.post(page_of(agency), DAY | {"letter_no": "หท 1/2567", "scan": letter()})

    proposal = Proposal.objects.get()
    entry = OnBehalf.objects.get()
    assert list(found.context["rows"]) == [agency]
    assert list(nothing.context["rows"]) == []
    assert answer.url == url("step", proposal.code, 1)
    assert "แจ้งหน่วยงานทราบแล้ว" in client.get(answer.url).content.decode()
    assert (proposal.lead_agency, proposal.origin, proposal.owner) == (agency, "paper", officer)
    assert (entry.entered_by, entry.received_on.isoformat()) == (officer, "2024-12-18")
    assert entry.scan.kind == Attachment.Kind.PAPER
    assert latest(proposal).verb == "entered_on_behalf"
    assert proposal.answers.data == {"saraban_email": agency.saraban_email}


def test_where_nobody_can_be_told_the_officer_reads_so(call, officer, client_of):
    agency = AgencyFactory(code="NONE")

    page = client_of(officer).post(page_of(agency), DAY | {"scan": letter()}, follow=True)

    assert [message.level_tag for message in page.context["messages"]] == ["warning"]
    assert told("on_behalf_begun") == []


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(call, agency, officer, client_of):
    client, typed = client_of(officer), DAY | {"letter_no": "หท 1"}
    html = SimpleUploadedFile("scan.pdf", b"<html>", "application/pdf")

    assert client.get(page_of(agency)).context["form"].errors == {}
    without = client.post(page_of(agency), typed)
    early = client.post(page_of(agency), typed | {"received_on_0": "21", "scan": letter()})
    wrong = client.post(page_of(agency), typed | {"scan": html})

    assert [list(page.context["form"].errors) for page in (without, early, wrong)] == [
        ["scan"],
        ["received_on"],
        ["scan"],
    ]
    assert without.context["form"]["letter_no"].value() == "หท 1"
    assert not Proposal.objects.exists()
    assert not StoredFile.objects.exists()


def test_the_same_scan_makes_one_draft(entered, call, agency, officer, client_of):
    again = client_of(UserFactory(staff=True)).post(page_of(agency), DAY | {"scan": letter()})

    assert str(officer) in again.content.decode()
    assert [one.proposal for one in again.context["entries"]] == [entered]
    assert Proposal.objects.get() == entered
    assert StoredFile.objects.count() == 1


def test_an_image_may_be_a_scan_and_a_closed_call_takes_none(entered, call, agency, officer, at):
    with pytest.raises(ValidationError):
        enter_on_behalf(
            call, agency, officer, SimpleUploadedFile("a.zip", b"PK"), received_on=clock.today()
        )
    at(call.closes_at)
    with pytest.raises(MoveRefused):
        enter_on_behalf(
            call,
            agency,
            officer,
            SimpleUploadedFile("b.pdf", pdf(2)),
            received_on=clock.today(),
        )
    assert Proposal.objects.get() == entered


def test_without_a_call_there_is_nothing_to_enter(officer, client_of):
    assert client_of(officer).get(url("on_behalf")).status_code == 403


def test_an_agency_that_is_gone_has_no_page(call, officer, client_of):
    gone = AgencyFactory(code="GONE", valid_to="2024-01-01")

    assert client_of(officer).get(page_of(gone)).status_code == 404


# --- Who learns of it, who may go on --------------------------------------------------


def test_all_people_of_the_agency_are_told(call, agency, officer):
    head = MembershipFactory(agency=agency, can_edit=False, can_endorse=True).user
    MembershipFactory()

    enter_on_behalf(call, agency, officer, letter(), received_on=clock.today())

    assert told("on_behalf_begun") == sorted([head.email, agency.saraban_email])


def test_officers_write_and_submit_it_and_the_agency_too(entered, officer):
    other, member = (
        UserFactory(staff=True),
        MembershipFactory(agency=entered.lead_agency, can_submit=True),
    )
    for person in (officer, other, member.user):
        assert permissions.can_edit(entered, person)
        assert permissions.can_submit(entered, person)
    for person in (UserFactory(auditor=True), UserFactory(admin=True), UserFactory()):
        assert not permissions.can_write(entered, person)
    services.close(entered, other, "conflict")
    assert not permissions.can_write(Proposal.objects.get(), other)


def test_officers_write_nothing_that_the_agency_began_itself(call, officer):
    assert not permissions.can_write(ProposalFactory(call=call), officer)
    assert not permissions.can_submit(ProposalFactory(call=call), officer)


def test_handed_in_by_the_office_the_agency_gets_word_and_the_revision_says_so(entered, officer):
    head = MembershipFactory(agency=entered.lead_agency, can_endorse=True).user
    entered.answers.delete()
    fill(Proposal.objects.get())
    named = {"title_th": "ลดขยะทะเลร่วมกันทั้งชายฝั่ง", "theme": Theme.objects.first().code}
    services.save_answers(Proposal.objects.get(), named, officer)

    services.submit(Proposal.objects.get(), officer)

    fresh = Proposal.objects.get()
    assert fresh.state == State.SUBMITTED
    assert fresh.revisions.get().content["origin"] == "paper"
    contact = fresh.answers.data["contact_email"]
    assert set(told("on_behalf_submitted")) == {head.email, "saraban@sao.example", contact}
    assert contact in told("receipt")


def test_other_proposals_send_no_such_word(call):
    proposal = ProposalFactory(call=call)
    fill(proposal)
    services.submit(proposal, MembershipFactory(agency=proposal.lead_agency, can_submit=True).user)

    assert told("on_behalf_submitted") == []


def test_the_scan_cannot_be_taken_away(entered, officer, client_of):
    scan = entered.on_behalf.scan

    client_of(officer).post(url("detach", scan.uid))

    assert Attachment.objects.get(pk=scan.pk).removed_at is None
    assert "scan.pdf" in client_of(officer).get(url("files", entered.code)).content.decode()
    assert content_of(entered)["answers"]["attachments"] == []


def test_it_waits_at_the_home_of_who_entered_it(entered, officer):
    page = url("review", entered.code)

    assert page in [line.url for line in todo(User.objects.get(pk=officer.pk))]
    other = UserFactory(staff=True)
    assert page not in [line.url for line in todo(other)]


# --- It is said everywhere --------------------------------------------------------------


def test_every_page_says_that_it_was_entered_from_paper(entered, officer, client_of):
    client, code = client_of(officer), entered.code
    pages = [url("step", code, 1), url("review", code), url("detail", code), url("text", code)]
    pages += [url("files", code), url("history", code), url("preview", code), url("receipt", code)]
    pages += [url("endorsement", code), url("partners", code), url("list", year="")]
    pages += [f"/journey/{code}/"]

    silent = [page for page in pages if SAYS_SO not in client.get(page).content.decode()]

    assert silent == []


@pytest.mark.parametrize(
    ("name", "document"), [("full", form_wordings.FULL), ("summary", form_wordings.SUMMARY)]
)
def test_papers_say_so_too(entered, name, document):
    paper = f"proposals/documents/{name}.html"
    ordinary = ProposalFactory(call=entered.call)

    said = []
    for one in (Proposal.objects.get(pk=entered.pk), ordinary):
        facts = {"proposal": one, "answers": {}, "paper": None} | in_words(document, one)
        said.append(SAYS_SO in render_to_string(paper, facts))

    assert said == [True, False]
