"""An issue proposed again: what is taken over, what is not, and once for each call."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from proposals import services
from proposals.grounds import MoveRefused
from proposals.models import Call, PolicyItem, Proposal
from proposals.services.copying import OF_THAT_YEAR, cannot_copy, earlier_of
from proposals.services.submitting import freeze
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.proposals import (
    AccessFactory,
    AttachmentFactory,
    CallFactory,
    complete_proposal,
    submitter,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(at):
    """The next year's call has opened."""
    at("2025-12-10 10:00")
    return CallFactory(
        fiscal_year=2569,
        opens_at=at("2025-12-01 00:00"),
        closes_at=at("2026-01-07 00:00"),
    )


@pytest.fixture
def call(today, at):
    at("2025-12-10 10:00")
    return today


@pytest.fixture
def source(call):
    """Handed in last year and not selected."""
    proposal = complete_proposal(state=State.NOT_SELECTED, call=CallFactory(fiscal_year=2568))
    AttachmentFactory(proposal=proposal)
    money = {"source_th": "งบท้องถิ่น", "amount_baht": 50000, "year_be": 2568}
    proposal.answers.data["budget_available"] = [money]
    proposal.answers.save()
    freeze(proposal, proposal.owner)
    return proposal


@pytest.fixture
def person(source):
    return submitter(source)


def put(proposal, **values):
    Proposal.objects.filter(pk=proposal.pk).update(**values)
    return Proposal.objects.get(pk=proposal.pk)


# --- What is taken over ----------------------------------------------------------------------


def test_the_text_is_a_new_draft_of_the_call_that_knows_where_it_comes_from(source, call, person):
    copied = services.copy(source, call, person)

    draft = Proposal.objects.get(pk=copied.draft.pk)
    assert copied.is_new
    assert (draft.state, draft.call, draft.earlier) == (State.DRAFT, call, source)
    assert (draft.lead_agency, draft.owner) == (source.lead_agency, person)
    assert (draft.title_th, draft.theme, draft.province) == (
        source.title_th,
        source.theme,
        source.target_areas.first().province,
    )
    assert draft.form_version == call.form_version
    assert [event.verb for event in timeline(draft)] == ["create", "copied"]
    assert Proposal.objects.found_by(source.title_th).filter(pk=draft.pk).exists()


def test_every_answer_is_the_same_but_those_of_that_year(source, call, person):
    before = source.answered()
    after = services.copy(source, call, person).draft.answered()

    changed = {key for key in before | after if before.get(key) != after.get(key)}
    assert changed - OF_THAT_YEAR == {
        "issue_status",
        "partners",
        "workplan",
        "budget_available",
        "endorsement_letter",
        "attachments",
    }
    assert (after["contact_name"], after["contact_email"]) == (person.name_th, person.email)
    assert not set(after) & {"declare_true", "privacy_ack", "publish_consent", "coi_note"}


def test_dates_are_empty_and_partners_are_to_be_asked_again(source, call, person):
    before = source.answered()
    after = services.copy(source, call, person).draft.answered()

    assert {row["status"] for row in after["partners"]} == {"TO_INVITE"}
    assert [row["role_th"] for row in after["partners"]] == [
        row["role_th"] for row in before["partners"]
    ]
    assert [(row["activity_th"], row["start"], row["end"]) for row in after["workplan"]] == [
        (row["activity_th"], None, None) for row in before["workplan"]
    ]
    [money] = after["budget_available"]
    assert (money["amount_baht"], money["year_be"]) == (50000, None)
    assert after["evidence"] == before["evidence"]


def test_no_file_and_no_endorsement_is_taken_over(source, call, person):
    draft = services.copy(source, call, person).draft

    assert draft.attachments.count() == 0
    assert not hasattr(draft, "endorsement")
    assert source.attachments.count() == 2


def test_what_was_handed_in_is_marked_and_what_is_new_is_asked_for(source, call, person):
    draft = services.copy(source, call, person).draft

    assert draft.answered()["issue_status"] == {"value": "RESUBMITTED", "text": ""}
    assert "issue_status__text" in {lack.name for lack in draft.missing_to_submit()}


def test_what_was_never_handed_in_is_no_resubmission(source, call, person):
    draft = complete_proposal(state=State.EXPIRED, call=source.call, lead_agency=source.lead_agency)

    copy = services.copy(draft, call, person).draft

    assert copy.answered()["issue_status"] == draft.answered()["issue_status"]


def test_an_empty_draft_is_taken_over_too(source, call, person):
    empty = services.start(call, source.lead_agency, person)
    put(empty, state=State.EXPIRED, call=source.call)

    copied = services.copy(Proposal.objects.get(pk=empty.pk), call, person)

    assert (copied.draft.title_th, copied.left_out) == ("", ())


def test_policies_that_are_no_longer_in_the_lists_are_left_out_and_named(source, call, person):
    gone = source.policy_links.filter(item__scheme__kind="URGENT").get().item
    call.policy_schemes.remove(gone.scheme)

    copied = services.copy(source, call, person)

    answers = copied.draft.answered()
    assert copied.left_out == (gone.name_th,)
    assert answers["urgent_policies"] == []
    assert answers["national_strategy"] == source.answered()["national_strategy"] != []
    assert PolicyItem.objects.filter(links__proposal=source, pk=gone.pk).exists()


def test_the_source_stays_as_it_is(source, call, person):
    before, version = source.answered(), source.version

    services.copy(source, call, person)

    source.refresh_from_db()
    assert (source.answered(), source.version, source.state) == (
        before,
        version,
        State.NOT_SELECTED,
    )


def test_the_revision_says_which_proposal_it_follows(source, call, person):
    draft = services.copy(source, call, person).draft

    assert freeze(draft, person).content["earlier"] == source.code
    assert "earlier" not in source.revisions.get().content


def test_nobody_is_mailed(source, call, person):
    services.copy(source, call, person)

    assert not Message.objects.exists()


# --- When -------------------------------------------------------------------------------------


def test_only_what_has_ended_can_be_proposed_again(source, call, person):
    can = {state for state in State if not cannot_copy(put(source, state=state), call)}

    assert can == {
        State.INELIGIBLE,
        State.NOT_SHORTLISTED,
        State.NOT_SELECTED,
        State.CLOSED,
        State.DISCONTINUED,
        State.WITHDRAWN,
        State.EXPIRED,
    }
    with pytest.raises(MoveRefused):
        services.copy(put(source, state=State.SELECTED), call, person)


def test_what_was_decided_in_this_call_is_not_proposed_again_in_it(source, call, person):
    for state, is_allowed in ((State.INELIGIBLE, False), (State.WITHDRAWN, True)):
        here = put(source, state=state, call=call)
        try:
            assert services.copy(here, call, person).is_new
        except MoveRefused:
            assert not is_allowed
        else:
            assert is_allowed


def test_a_title_that_the_agency_has_begun_is_refused(source, call, person):
    complete_proposal(call=call, lead_agency=source.lead_agency, title_th=source.title_th)

    with pytest.raises(MoveRefused) as refused:
        services.copy(source, call, person)

    assert "ชื่อนี้" in refused.value.sentence


def test_after_the_end_of_the_call_nothing_begins(source, call, person, at):
    at("2026-01-07 00:00")

    with pytest.raises(MoveRefused):
        services.copy(source, call, person)


# --- Once ---------------------------------------------------------------------------------------


def test_asked_again_it_is_the_same_draft(source, call, person):
    first = services.copy(source, call, person).draft
    again = services.copy(source, call, submitter(source))

    assert (again.draft, again.is_new) == (first, False)
    assert call.proposals.count() == 1


def test_a_copy_that_was_withdrawn_is_itself_proposed_again(source, call, person):
    first = put(services.copy(source, call, person).draft, state=State.WITHDRAWN)

    assert services.copy(source, call, person).draft == first
    assert services.copy(first, call, person).draft.earlier == first


def test_the_database_refuses_a_second_copy(source, call, person):
    first = services.copy(source, call, person).draft
    other = services.start(call, source.lead_agency, person)

    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=other.pk).update(earlier=first.earlier)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_colleagues_at_once_begin_one_draft(source, call, person):
    people, start, moment = [person, submitter(source)], Barrier(2), clock.now()

    def run(by):
        start.wait()
        try:
            with clock.at(moment):
                return services.copy(source, Call.objects.get(pk=call.pk), by)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        copied = list(threads.map(run, people))

    assert {one.draft.pk for one in copied} == {call.proposals.get().pk}
    assert sorted(one.is_new for one in copied) == [False, True]


# --- The line behind a proposal -----------------------------------------------------------------


def test_the_line_ends_where_the_person_sees_no_further(source, call, person):
    first = put(services.copy(source, call, person).draft, state=State.WITHDRAWN)
    second = services.copy(first, call, person).draft
    reader = UserFactory(committee=True)
    AccessFactory(proposal=second, user=reader)
    AccessFactory(proposal=source, user=reader)

    assert earlier_of(second, person) == [first, source]
    assert earlier_of(second, reader) == []
    assert earlier_of(source, person) == []
