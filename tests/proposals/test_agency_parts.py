"""What of the proposals goes over when two entries of one agency are joined."""

import pytest

from proposals import agency_parts, services
from proposals.models import Extension, PartnerAsk, Proposal
from proposals.states import State
from proposals.timeline import lines
from pyp_portal import clock
from pyp_portal.accounts.duplicate_parts import Moving
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.services import join_agencies
from pyp_portal.accounts.services.duplicates import preview
from pyp_portal.history.services import timeline
from pyp_portal.papers.models import Paper
from pyp_portal.search.services import matching
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.proposals import (
    AccessFactory,
    CallFactory,
    ProposalFactory,
    complete_proposal,
    submitter,
)
from tests.proposals.partnered import ask

pytestmark = pytest.mark.django_db
WHY = "ขึ้นทะเบียนซ้ำ"


@pytest.fixture
def admin():
    return UserFactory(admin=True)


@pytest.fixture
def kept():
    return AgencyFactory(code="KEPT", name_th="เทศบาลตำบลที่คงไว้")


def join(duplicate, kept, by):
    return join_agencies(duplicate, kept, by=by, reason=WHY)


def test_a_submitted_proposal_goes_over_and_its_papers_keep_the_old_name(at, admin, kept):
    at("2024-12-20 10:00")
    proposal = complete_proposal()
    old = proposal.lead_agency
    services.submit(proposal, submitter(proposal))
    papers = {paper.pk: paper.html for paper in Paper.objects.all()}
    at("2025-05-02 10:00")

    join(old, kept, admin)

    proposal = Proposal.objects.get()
    assert (proposal.lead_agency, proposal.version, proposal.state) == (kept, 2, State.SUBMITTED)
    assert {paper.pk: paper.html for paper in Paper.objects.all()} == papers
    assert any(old.name_th in html for html in papers.values())
    assert proposal.revisions.get().content["answers"]["lead"]["code"] == old.code
    assert list(matching(Proposal.objects.all(), "ที่คงไว้")) == [proposal]
    event = timeline(proposal).last()
    assert (event.verb, event.before, event.after) == ("agency_joined", old.name_th, kept.name_th)
    assert len(lines([event], inside=False, reads_all=False)) == 1


def test_one_title_in_one_call_stops_it_until_one_of_them_is_gone(at, admin, kept):
    at("2025-05-02 10:00")
    mine = ProposalFactory(title_th="น้ำสะอาดเพื่อทุกหมู่บ้าน")
    twin = ProposalFactory(title_th=mine.title_th, lead_agency=kept)
    other_year = CallFactory(fiscal_year=2567)
    ProposalFactory(title_th=mine.title_th, lead_agency=kept, call=other_year)

    with pytest.raises(Refused) as stop:
        join(mine.lead_agency, kept, admin)
    assert f"{mine.code}, {twin.code}" in stop.value.sentence
    AccessFactory(proposal=twin, user=admin, kind="closed")
    with pytest.raises(Refused) as stop:
        join(mine.lead_agency, kept, admin)
    assert mine.code in stop.value.sentence
    assert twin.code not in stop.value.sentence

    Proposal.objects.filter(pk=twin.pk).update(title_key="")
    join(mine.lead_agency, kept, admin)
    assert Proposal.objects.filter(lead_agency=kept).count() == 3


def test_the_preview_names_what_the_asker_may_see_and_counts_the_rest(at, admin, kept):
    at("2025-05-02 10:00")
    seen = ProposalFactory()
    closed = ProposalFactory(lead_agency=seen.lead_agency)
    AccessFactory(proposal=closed, user=admin, kind="closed")

    (line,) = preview(Moving(seen.lead_agency, kept, admin))

    assert (line.part.label, line.count) == ("proposals.Proposal.lead_agency", 2)
    assert [url for _words, url in line.named] == [seen.get_absolute_url()]


def test_what_should_be_known_before_is_said(at, admin, kept):
    at("2025-05-02 10:00")
    call = CallFactory(max_per_agency=1)
    proposal = complete_proposal(call=call)
    ProposalFactory(lead_agency=kept, call=call)
    moving = Moving(proposal.lead_agency, kept, admin)
    assert len(agency_parts.before_moving(moving)) == 1

    proposal.partners.update(agency=kept)

    limit, twice = agency_parts.before_moving(moving)
    assert "2568" in limit
    assert proposal.code in twice


def test_a_partner_that_was_asked_answers_under_the_kept_code(proposal, person, speaker, admin, at):
    agency = speaker.active_memberships[0].agency
    asked = ask(proposal, person)
    kept = AgencyFactory(code="KEPT", name_th=agency.name_th)
    extension = Extension.objects.create(
        call=proposal.call,
        mode="agencies",
        ends_at=clock.now(),
        reason=WHY,
        asked_by=person,
        asked_at=clock.now(),
    )
    extension.agencies.set([agency, kept])
    at("2024-12-22 10:00")

    join(agency, kept, admin)

    asked.refresh_from_db()
    assert (asked.agency, asked.key, asked.is_open) == (kept, "KEPT", True)
    rows = Proposal.objects.get().answered()["partners"]
    assert rows[0]["agency"] == "KEPT"
    assert list(extension.agencies.all()) == [kept]
    rows[0]["agency"] = agency.code  # a form that was open meanwhile
    services.save_answers(Proposal.objects.get(), {"partners": rows}, person)
    assert Proposal.objects.get().partners.order_by("pk").first().agency == kept


def test_of_two_questions_to_one_partner_the_kept_ones_stays(proposal, person, speaker, admin, at):
    agency = speaker.active_memberships[0].agency
    old = ask(proposal, person)
    kept = AgencyFactory(code="KEPT")
    own = PartnerAsk.objects.create(
        proposal=proposal,
        key="KEPT",
        agency=kept,
        asked_by=person,
        asked_at=clock.now(),
        expires_at=clock.now(),
    )
    at("2024-12-22 10:00")

    join(agency, kept, admin)

    assert list(PartnerAsk.objects.open()) == [own]
    old.refresh_from_db()
    assert (old.key, old.agency) == ("KEPT", kept)
