"""A merger is asked of both agencies; each answers in the portal or by letter (T11)."""

import pytest

from proposals import services
from proposals.grounds import ReasonNeeded
from proposals.models import Access, Attachment, Merger, Proposal
from proposals.services.merging import CannotMerge
from proposals.standing import mergers_of
from proposals.states import State
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import AccessFactory, ProposalFactory, complete_proposal, submitter
from tests.proposals.browsing import letter, url

pytestmark = pytest.mark.django_db
WHY = "สองเรื่องแก้ปัญหาน้ำท่วมในลุ่มน้ำเดียวกัน"


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def pair(officer):
    one = complete_proposal(state=State.SCREENING, case_owner=officer)
    return one, complete_proposal(state=State.ELIGIBLE, call=one.call)


@pytest.fixture
def merger(pair, officer):
    return services.ask_merger(*pair, officer, WHY)


def agreed_by(merger, *sides):
    for side in sides:
        services.answer_merger(merger, side, True, submitter(side))
    return Merger.objects.get()


def verbs(proposal):
    return [event.verb for event in timeline(proposal)]


# --- Asking ----------------------------------------------------------------------------------


def test_both_agencies_are_asked_and_told_why(pair, merger):
    one, other = pair

    told = Message.objects.filter(template="proposals/emails/merger_asked.txt")
    occasions = {m.occasion for m in told}
    assert occasions == {f"merger_asked:{side.code}:{merger.uid}" for side in pair}
    assert all(WHY in m.body and one.code in m.body and other.code in m.body for m in told)
    assert verbs(one) == verbs(other) == ["merger_asked"]
    assert merger.agreed == set()


def test_what_cannot_be_merged_is_not_asked_about(pair, officer):
    one, other = pair
    ended = complete_proposal(state=State.WITHDRAWN, call=one.call)
    reviewing = complete_proposal(state=State.REVIEWING, call=one.call)

    for first, second in [(one, one), (one, ended), (reviewing, other)]:
        with pytest.raises(CannotMerge):
            services.ask_merger(first, second, officer, WHY)
    with pytest.raises(ReasonNeeded):
        services.ask_merger(one, other, officer, "สั้น")
    assert not Merger.objects.exists()


def test_of_two_officers_the_second_learns_who_asked_first(pair, merger, officer):
    with pytest.raises(CannotMerge) as refused:
        services.ask_merger(*pair, UserFactory(staff=True), WHY)

    assert str(officer) in refused.value.sentence
    assert Merger.objects.count() == 1


# --- Answering -----------------------------------------------------------------------------


def test_when_both_agree_the_office_is_told_and_merges(pair, merger, officer):
    one, other = pair
    agreed_by(merger, one)
    assert not Message.objects.filter(template__contains="merger_answered").exists()
    assert agreed_by(merger, other).is_agreed

    told = Message.objects.get(template__contains="merger_answered")
    assert told.address == officer.email
    services.merge_into(one, other, officer, [])

    merged = Proposal.objects.get(pk=one.pk)
    assert (merged.state, merged.merged_into) == (State.MERGED, other)
    assert Merger.objects.get().outcome == Merger.Outcome.MERGED


def test_one_consent_and_one_letter_are_enough_one_alone_is_not(pair, merger, officer):
    one, other = pair
    agreed_by(merger, one)
    with pytest.raises(CannotMerge):
        services.merge_into(one, other, officer, [])

    services.merge_into(one, other, officer, [letter()])

    kept = one.attachments.filter(kind=Attachment.Kind.CONSENT)
    assert (Proposal.objects.get(pk=one.pk).state, kept.count()) == (State.MERGED, 1)


def test_consent_to_one_merger_is_none_to_another(pair, merger, officer):
    one, other = pair
    agreed_by(merger, one, other)
    third = complete_proposal(state=State.ELIGIBLE, call=one.call)

    with pytest.raises(CannotMerge):
        services.merge_into(one, third, officer, [])


def test_a_refusal_ends_the_question_and_nothing_moves(pair, merger, officer):
    one, other = pair
    services.answer_merger(merger, other, False, submitter(other), "งบคนละก้อน")

    ended = Merger.objects.get()
    assert (ended.outcome, ended.is_open) == (Merger.Outcome.REFUSED, False)
    assert "งบคนละก้อน" in Message.objects.get(template__contains="merger_answered").body
    assert {p.state for p in Proposal.objects.all()} == {State.SCREENING, State.ELIGIBLE}
    assert (verbs(one), verbs(other)[-1]) == (["merger_asked"], "merger_refused")
    with pytest.raises(CannotMerge):
        services.answer_merger(merger, one, True, submitter(one))
    assert services.ask_merger(one, other, officer, WHY).is_open


def test_the_first_word_of_an_agency_stands(pair, merger):
    one, _other = pair
    first = submitter(one)
    services.answer_merger(merger, one, True, first)

    with pytest.raises(CannotMerge) as refused:
        services.answer_merger(merger, one, False, submitter(one))

    assert str(first) in refused.value.sentence
    assert Merger.objects.get().agreed == {one.pk}


def test_nobody_answers_once_the_proposal_has_gone_on(pair, merger):
    one, other = pair
    services.withdraw(other, submitter(other), "หน่วยงานเปลี่ยนแผนงาน", letter=letter())

    with pytest.raises(CannotMerge):
        services.answer_merger(merger, one, True, submitter(one))


def test_the_office_takes_the_question_back_once(merger, officer):
    services.take_back_merger(merger, officer)

    with pytest.raises(CannotMerge):
        services.take_back_merger(merger, officer)
    assert Merger.objects.get().outcome == Merger.Outcome.TAKEN_BACK


def test_whoever_is_merged_leaves_no_other_question_open(pair, merger, officer):
    one, other = pair
    third = complete_proposal(state=State.ELIGIBLE, call=one.call)
    services.ask_merger(third, one, officer, WHY)
    services.merge_into(one, other, officer, [letter(), letter()])

    assert not Merger.objects.open().exists()


# --- Who sees it -----------------------------------------------------------------------------


def test_both_agencies_and_the_office_see_it_and_may_do_their_part(pair, merger, officer):
    one, other = pair
    looker = MembershipFactory(agency=one.lead_agency).user

    def parts(proposal, user):
        return [(answers, merges) for _m, answers, merges in mergers_of(proposal, user)]

    assert parts(one, submitter(one)) == parts(other, submitter(other)) == [(True, False)]
    assert parts(one, looker) == [(False, False)]
    assert (parts(one, officer), parts(other, officer)) == ([(False, True)], [(False, False)])
    assert parts(one, UserFactory()) == []
    reader = AccessFactory(proposal=one, kind=Access.Kind.READ).user
    assert parts(one, reader) == []


def test_closed_beats_all(pair, merger, officer):
    one, other = pair
    person = submitter(one)
    for user in (person, officer):
        AccessFactory(proposal=other, user=user, kind=Access.Kind.CLOSED)

    assert [mergers_of(Proposal.objects.get(pk=one.pk), user) for user in (person, officer)] == [
        [],
        [],
    ]


# --- The pages -------------------------------------------------------------------------------


def test_from_the_question_to_the_merger_through_the_pages(client_of, pair, officer):
    one, other = pair
    office = client_of(officer)
    office.post(url("ask_merger", one.code), {"other": other.code, "reason": WHY})
    merger = Merger.objects.get()
    for side in pair:
        client = client_of(submitter(side))
        assert WHY in client.get(url("detail", side.code)).content.decode()
        client.post(url("answer_merger", side.code, merger.uid), {"agrees": "on"})

    page = office.get(url("screening", one.code)).content.decode()
    assert f'name="other" value="{other.code}"' in page
    office.post(url("merge", one.code), {"other": other.code})

    assert Proposal.objects.get(pk=one.pk).merged_into == other


def test_only_who_may_submit_answers_and_for_the_own_agency(client_of, pair, merger):
    one, other = pair
    address = url("answer_merger", one.code, merger.uid)
    looker = MembershipFactory(agency=one.lead_agency, can_edit=True).user

    assert client_of(looker).post(address, {"agrees": "on"}).status_code == 403
    assert client_of(submitter(other)).post(address, {"agrees": "on"}).status_code == 404
    stranger = ProposalFactory(state=State.ELIGIBLE)
    elsewhere = url("answer_merger", stranger.code, merger.uid)
    assert client_of(submitter(stranger)).post(elsewhere, {"agrees": "on"}).status_code == 404
    assert merger.consents.count() == 0


def test_the_form_asks_for_the_letters_that_are_missing(client_of, pair, merger, officer):
    one, other = pair
    agreed_by(merger, one)

    answer = client_of(officer).post(url("merge", one.code), {"other": other.code})

    assert set(answer.context["form"].errors) == {"other_letter"}


def test_a_question_with_nothing_comes_back(client_of, pair, officer):
    answer = client_of(officer).post(url("ask_merger", pair[0].code), {"other": "P68-0000"})

    assert set(answer.context["form"].errors) == {"other", "reason"}
