"""Cases of one officer for another: for some days by a deputy, or for good, after a look."""

from datetime import date

import pytest
from django.urls import reverse

from proposals import emails, services
from proposals.models import Proposal
from proposals.states import State
from proposals.todo import todo
from pyp_portal.accounts import services as accounts
from pyp_portal.accounts.models import Deputy, User
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from tests.accounts.pages import said
from tests.factories.accounts import DeputyFactory, UserFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db
URL = reverse("proposals:reassign")


@pytest.fixture
def owner():
    return UserFactory(staff=True)


@pytest.fixture
def target():
    return UserFactory(staff=True)


@pytest.fixture
def case(owner):
    return ProposalFactory(state=State.SCREENING, case_owner=owner)


def again(person):
    """The person as the next request reads them."""
    return User.objects.get(pk=person.pk)


def cases_in(person):
    return [line.url for line in todo(again(person))]


# --- A deputy -----------------------------------------------------------------


def test_a_deputy_has_the_cases_among_their_own_from_day_to_day(owner, target, case, at, client_of):
    screening = reverse("proposals:screening", args=[case.code])
    at("2025-02-03 09:00")
    accounts.set_deputy(owner, target, begins=date(2025, 2, 10), ends=date(2025, 2, 14), by=owner)
    seen = {}
    for day in ("2025-02-09", "2025-02-10", "2025-02-14", "2025-02-15"):
        at(f"{day} 12:00")
        listed = client_of(again(target)).get(
            reverse("proposals:list", query={"year": "", "owner": "me"})
        )
        seen[day] = (screening in cases_in(target), list(listed.context["proposals"]) == [case])

    assert seen == {
        "2025-02-09": (False, False),
        "2025-02-10": (True, True),
        "2025-02-14": (True, True),
        "2025-02-15": (False, False),
    }
    assert {m.recipient for m in Message.objects.all()} == {owner, target}


def test_mails_to_the_case_owner_are_copied_to_the_deputy_but_never_past_a_conflict(owner, case):
    standing_in = DeputyFactory(officer=owner).deputy
    barred = DeputyFactory(officer=owner).deputy
    services.close(case, barred, because="conflict")
    DeputyFactory()

    assert emails.case_people(case) == [owner, standing_in]


def test_a_deputy_who_is_no_officer_any_more_has_no_cases(owner, case):
    former = DeputyFactory(officer=owner, deputy=UserFactory()).deputy

    assert former.case_owner_ids == [former.pk]


@pytest.mark.parametrize(
    ("change", "deputy"),
    [
        ({}, "owner"),
        ({}, "stranger"),
        ({"ends": date(2025, 2, 9)}, "target"),
        ({"begins": date(2025, 1, 1), "ends": date(2025, 1, 5)}, "target"),
    ],
)
def test_a_deputy_is_another_officer_and_for_days_to_come(owner, target, at, change, deputy):
    at("2025-02-03 09:00")
    people = {"owner": owner, "target": target, "stranger": UserFactory()}
    days = {"begins": date(2025, 2, 10), "ends": date(2025, 2, 14)} | change

    with pytest.raises(Refused):
        accounts.set_deputy(owner, people[deputy], by=owner, **days)

    assert not Deputy.objects.exists()


def test_one_deputy_at_a_time_and_it_ends_when_it_is_ended(owner, target, at):
    at("2025-02-10 09:00")
    days = {"begins": date(2025, 2, 10), "ends": date(2025, 2, 14)}
    made = accounts.set_deputy(owner, target, by=owner, **days)
    with pytest.raises(Refused, match=str(target)):
        accounts.set_deputy(owner, UserFactory(staff=True), by=owner, **days)

    accounts.end_deputy(made, by=owner)

    assert again(target).case_owner_ids == [target.pk]
    assert accounts.set_deputy(owner, UserFactory(staff=True), by=owner, **days)


def test_the_page_keeps_what_was_typed_where_a_deputy_is_refused(owner, target, client_of, at):
    at("2025-02-03 09:00")
    sent = {"officer": owner.pk, "deputy": owner.pk}
    for name, day in (("begins", "10"), ("ends", "14")):
        sent |= {f"{name}_0": day, f"{name}_1": "2", f"{name}_2": "2568"}
    client = client_of(owner)

    refused = client.post(reverse("accounts:deputies"), sent)
    client.post(reverse("accounts:deputies"), sent | {"deputy": target.pk})

    assert refused.context["form"].non_field_errors()
    assert refused.context["form"]["begins"].value() == ["10", "2", "2568"]
    made = Deputy.objects.get()
    assert (made.deputy, made.begins, made.ends) == (target, date(2025, 2, 10), date(2025, 2, 14))


# --- For good, in bulk --------------------------------------------------------


def test_s1_the_preview_shows_ongoing_cases_one_may_see_and_says_what_stays(
    owner, target, case, client_of
):
    ProposalFactory(state=State.WITHDRAWN, case_owner=owner)
    ProposalFactory(state=State.SCREENING, case_owner=target)
    hidden = ProposalFactory(state=State.SCREENING, case_owner=owner)
    stays = ProposalFactory(state=State.SCREENING, case_owner=owner)
    by = UserFactory(staff=True)
    services.close(hidden, by, because="conflict")
    services.close(stays, target, because="conflict")

    page = client_of(by).get(URL, {"officer": owner.pk, "target": target.pk})

    lines = {line.proposal: bool(line.stays) for line in page.context["lines"]}
    assert (lines, page.context["count"]) == ({case: False, stays: True}, 1)


def test_ticked_cases_move_in_one_letter_and_the_history_says_so(owner, target, case, client_of):
    second = ProposalFactory(state=State.ELIGIBLE, case_owner=owner)
    left = ProposalFactory(state=State.ELIGIBLE, case_owner=owner)
    by = UserFactory(staff=True)
    sent = {"officer": owner.pk, "target": target.pk, "code": [case.code, second.code]}

    done = client_of(by).post(URL, sent, follow=True)

    assert said(done) == ["success"]
    owned = Proposal.objects.filter(case_owner=target)
    assert set(owned) == {case, second}
    assert [event.verb for event in timeline(second)] == ["case_taken"]
    assert sorted(Message.objects.values_list("recipient", flat=True)) == sorted(
        [owner.pk, target.pk]
    )
    letter = Message.objects.get(recipient=target)
    assert [code in letter.body for code in (case.code, second.code, left.code)] == [
        True,
        True,
        False,
    ]


def test_all_or_none_where_one_is_no_longer_that_officers(owner, target, case, client_of):
    second = ProposalFactory(state=State.SCREENING, case_owner=owner)
    services.take_case(second, target, target)
    sent = {"officer": owner.pk, "target": target.pk, "code": [case.code, second.code]}

    page = client_of(owner).post(URL, sent)

    assert said(page) == ["warning"]
    assert list(Proposal.objects.filter(case_owner=owner)) == [case]
    assert not Message.objects.exists()
    assert page.context["ticked"] == [case.code, second.code]


@pytest.mark.parametrize("closed_to", ["by", "target"])
def test_s1_a_closed_case_is_never_moved(owner, target, case, closed_to):
    by = UserFactory(staff=True)
    services.close(case, {"by": by, "target": target}[closed_to], because="conflict")

    with pytest.raises(Refused):
        services.reassign([case.code], owner, target, by=by)

    case.refresh_from_db()
    assert case.case_owner == owner


def test_cases_go_to_officers_only(owner, case):
    for target in (owner, UserFactory(), UserFactory(auditor=True)):
        with pytest.raises(Refused):
            services.reassign([case.code], owner, target, by=owner)


@pytest.mark.postgres
def test_the_preview_costs_the_same_at_one_and_three(
    owner, target, case, django_assert_num_queries
):
    by = UserFactory(staff=True)
    assert by.roles
    for _each in range(2):
        with django_assert_num_queries(2):
            services.cases_of(owner, target, by=by)
        ProposalFactory.create_batch(2, state=State.SCREENING, case_owner=owner)
