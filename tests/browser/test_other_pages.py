"""The pages that the story of one proposal does not pass by: legible, and no wider than a phone."""

import pytest

from proposals import services
from proposals.partnership import parts
from proposals.services import ask_partner
from proposals.states import State
from tests.factories.accounts import (
    AgencyFactory,
    InvitationFactory,
    MembershipFactory,
    UserFactory,
)
from tests.factories.call_pages import BriefingFactory, CallDocumentFactory, EnquiryFactory
from tests.factories.cohorts import RoundFactory, SiteFactory, full_team
from tests.factories.proposals import (
    FormVersionFactory,
    ProposalFactory,
    complete_proposal,
    entered_from_paper,
    submitter,
)
from tests.factories.selection import meeting_of, plan_of, reviewed, seat_members, slot_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
YEAR = 2568


@pytest.fixture(autouse=True)
def february(at):
    return at("2025-02-17 10:00")


def visit(someone, *places):
    """Open each page: its name with its arguments."""
    for name, *args in places:
        someone.go(name, *args)


def test_pages_of_visitors(visitor, live_server, page, inspect, settings):
    settings.OFFICE_PHONE = "0-2000-0000"
    call = ProposalFactory(state=State.IN_LAB).call
    plan_of(call)
    CallDocumentFactory(call=call)
    CallDocumentFactory(call=call, briefing=BriefingFactory(call=call), link="https://example.org")
    EnquiryFactory(published=True)
    asking = ("/questions/", "/help/", "/help/sent/")
    before = ("/call/questions/", "/call/self-check/?kind=SAO&issue=MONEY")
    for path in ("/", "/call/", f"/call/{YEAR}/", *asking, *before, "/verify/", "/accounts/login/"):
        page.goto(live_server.url + path)
        inspect(page)


def test_pages_behind_mailed_links(live_server, page, inspect):
    proposal = complete_proposal()
    proposal.partners.update(agency=None)
    key = parts(proposal.answered())[0].key
    asked = ask_partner(proposal, key, submitter(proposal), address="partner@example.org")
    gone = InvitationFactory(expires_at=asked.asked_at)
    for one in (InvitationFactory().get_absolute_url(), gone.get_absolute_url(), asked.mailed_url):
        page.goto(live_server.url + one)
        inspect(page)


def test_pages_of_applicants(visitor):
    proposal = complete_proposal(state=State.SUBMITTED)
    returned = complete_proposal(returned=True, lead_agency=proposal.lead_agency)
    applicant = visitor(submitter(proposal))
    visit(
        applicant,
        ("home",),
        ("proposals:list",),
        ("proposals:withdraw", proposal.code),
        ("proposals:review", returned.code),
        ("proposals:offline", returned.code),
        ("proposals:my_enquiries",),
        ("proposals:enquiry", EnquiryFactory(asked_by=applicant.person, answered=True).uid),
        ("accounts:profile",),
        ("accounts:my_agencies",),
        ("accounts:join",),
        ("accounts:ask", AgencyFactory().code),
        ("accounts:colleagues", proposal.lead_agency.code),
        ("accounts:invite", proposal.lead_agency.code),
        ("proposals:partners", proposal.code),
        ("account_change_password",),
        ("account_email",),
    )


def practised():
    """A proposal that was begun for practice."""
    officer = UserFactory(staff=True)
    call = services.open_practice(1, officer)
    return services.start(call, AgencyFactory(), officer)


def test_pages_of_officers(visitor):
    proposal = complete_proposal(state=State.SCREENING)
    returned = complete_proposal(returned=True)
    member = MembershipFactory(waiting=True)
    entered = entered_from_paper(complete_proposal())
    officer = visitor(UserFactory(staff=True))
    visit(
        officer,
        ("proposals:propose_ineligible", proposal.code),
        ("proposals:merge", proposal.code),
        ("proposals:extend", returned.code),
        ("proposals:practice",),
        ("proposals:detail", practised().code),
        ("proposals:detail", entered.code),
        ("proposals:on_behalf",),
        ("proposals:keep_call", YEAR),
        ("proposals:add_briefing", YEAR),
        ("proposals:enquiries",),
        ("proposals:enquiry", EnquiryFactory(phone="080-000-1000").uid),
        ("proposals:enquiry", EnquiryFactory(published=True).uid),
        ("proposals:write_answer",),
        ("outbox:inbox",),
        ("outbox:list",),
        ("papers:list",),
        ("accounts:waiting",),
        ("accounts:membership", member.uid),
        ("accounts:agencies",),
        ("accounts:agency_new",),
        ("accounts:agency", member.agency.code),
        ("accounts:agency_edit", member.agency.code),
    )


def test_pages_for_who_takes_a_call(visitor):
    proposal = complete_proposal()
    person = submitter(proposal)
    EnquiryFactory(asked_by=person)
    officer = visitor(UserFactory(staff=True))

    for asked in ({"q": "080-000"}, {"q": proposal.lead_agency.name_th}, {"q": "ไม่มีใคร"}):
        officer.go("proposals:callers", **asked)
    officer.go("proposals:log_call", person=person.uid)


def test_pages_of_administrators(visitor):
    proposal = ProposalFactory(state=State.SCREENING)
    person = UserFactory(staff=True)
    visit(
        visitor(UserFactory(admin=True)),
        ("proposals:correct", proposal.code),
        ("proposals:form_lists", FormVersionFactory().number),
        ("accounts:people",),
        ("accounts:person", person.uid),
        ("accounts:end_role", person.uid, "sto_staff"),
        ("evening:evening",),
        ("evening:new_banner",),
    )


def test_pages_of_the_selection(visitor):
    plan = plan_of()
    seats = seat_members(plan)
    proposal = reviewed(plan, seats[:3])
    meeting = meeting_of(plan, seats)
    item = meeting.items.create(position=1, number="5.1", proposal=proposal)
    shortlisted = ProposalFactory(call=plan.call, state=State.SHORTLISTED)
    slot = slot_of(plan, shortlisted, seats)
    sheet = seats[1].sheets.get(proposal=proposal, stage="doc")
    officer = visitor(UserFactory(staff=True))
    visit(
        officer,
        ("selection:index",),
        ("selection:overview", YEAR),
        ("selection:reserve", YEAR),
        ("selection:revert", proposal.code),
        ("selection:end_seat", seats[0].uid),
        ("selection:dissent", item.uid),
        ("selection:vote", item.uid),
        ("selection:blocks", meeting.uid),
        ("selection:resolve_block", meeting.uid, "IN"),
        ("selection:movement", meeting.uid),
        ("selection:move_meeting", meeting.uid),
        ("selection:minutes", meeting.uid),
        ("selection:missed", slot.uid),
    )
    visit(visitor(seats[1].user), ("selection:reopen", sheet.uid), ("selection:sheet", sheet.uid))
    pitch = seats[2].sheets.get(proposal=shortlisted)
    visit(visitor(seats[2].user), ("selection:step_aside", pitch.uid))


def test_pages_of_the_lab(visitor):
    team = full_team(State.IN_LAB)
    code, seat = team.proposal.code, team.participants.first()
    later = full_team(State.FOLLOW_UP, proposal__call=team.proposal.call)
    due, site = RoundFactory(team=later), SiteFactory(team=later)
    director = visitor(UserFactory(director=True))
    visit(
        director,
        ("cohorts:send_back", code, "DEFINE"),
        ("cohorts:return_deliverable", code, "L0"),
        ("cohorts:replace", seat.uid),
        ("cohorts:withdraw", seat.uid),
        ("cohorts:waive_gap", code),
        ("cohorts:discontinue", code),
        ("cohorts:site", later.proposal.code, site.uid),
        ("cohorts:waive_round", due.uid),
        ("cohorts:responsible", later.proposal.code),
    )


def test_a_step_with_errors_is_legible_and_leads_to_its_fields(visitor):
    proposal = complete_proposal(state=State.DRAFT, call__open_now=True)
    applicant = visitor(submitter(proposal)).go("proposals:step", proposal.code, 2)
    applicant.fill(title_th="ก" * 201).press("Save and go on")

    applicant.page.get_by_role("link", name="ตัวอักษร").first.click()

    assert applicant.page.evaluate("document.activeElement.name") == "title_th"
    assert applicant.page.input_value("[name=title_th]") == "ก" * 201
