"""The practice call: opened, closed, and in it everything works as it will."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals import services
from proposals.models import Call, Proposal
from proposals.services.practising import PracticeRefused, call_to_practise, practice_call
from proposals.urls import urlpatterns
from pyp_portal.history.services import timeline
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import (
    CallFactory,
    FormVersionFactory,
)
from tests.proposals.practice.places import url
from tests.proposals.test_races import together

pytestmark = pytest.mark.django_db


def test_it_stands_beside_the_call_of_the_year_and_asks_by_its_form(real, call, officer):
    assert list(Call.objects.all()) == [real]
    assert call.form_version == real.form_version
    assert set(call.policy_schemes.all()) == set(real.policy_schemes.all())
    assert call.is_open
    assert practice_call() == call
    assert [event.verb for event in timeline(call)] == ["practice_opened"]


def test_opened_again_it_is_open_for_longer_and_numbers_go_on(call, officer, agency, writer):
    first = services.start(call, agency, writer)
    services.close_practice(officer)
    services.wipe_practice(call.name_th, officer)

    again = services.open_practice(1, officer)
    second = services.start(again, agency, writer)

    assert again.pk == call.pk
    assert (first.code, second.code) == ("T68-0001", "T68-0002")


def test_it_follows_the_form_of_the_call_that_comes_next(at, officer):
    at("2024-11-01 10:00")
    CallFactory(fiscal_year=2567, opens_at=at("2023-12-01 00:00"), closes_at=at("2024-01-07 00:00"))
    at("2024-11-01 10:00")
    coming = CallFactory(form_version=FormVersionFactory(published=True))

    assert call_to_practise() == coming
    assert services.open_practice(1, officer).form_version == coming.form_version


def test_after_the_last_call_it_is_for_that_one(at):
    last = CallFactory()
    at("2025-03-01 10:00")

    assert call_to_practise() == last


@pytest.mark.parametrize(
    "act",
    [
        lambda by: services.open_practice(1, by),
        services.close_practice,
        lambda by: services.wipe_practice("", by),
    ],
)
def test_without_a_call_there_is_nothing_to_practise(act, officer):
    with pytest.raises(PracticeRefused):
        act(officer)


def test_what_is_closed_cannot_be_closed_again(call, officer):
    services.close_practice(officer)

    with pytest.raises(PracticeRefused):
        services.close_practice(officer)


def test_who_writes_for_an_agency_begins_fills_in_and_hands_in(call, agency, writer, client_of):
    client = client_of(writer)
    client.get(url("practice"))

    client.post(url("begin_practice"), {"agency": agency.code})
    proposal = Proposal.everything.get()
    page = client.get(url("step", proposal.code, 1))

    assert proposal.code == "T68-0001"
    assert page.status_code == 200
    assert "T68-0001" in client.get(url("practice")).content.decode()


def test_an_officer_tries_it_for_any_agency(call, agency, officer, client_of):
    client = client_of(officer)
    found = reverse("proposals:practice", query={"q": agency.name_th})
    assert agency.code in client.get(found).content.decode()

    client.post(url("begin_practice"), {"agency": agency.code})

    proposal = Proposal.everything.get()
    assert client.get(url("step", proposal.code, 1)).status_code == 200


def test_out_of_practice_nothing_begins(call, agency, writer, officer, client_of):
    services.close_practice(officer)

    page = client_of(writer).post(url("begin_practice"), {"agency": agency.code}, follow=True)

    assert "ขณะนี้ไม่ได้เปิดให้ฝึกซ้อม" in page.content.decode()
    assert not Proposal.everything.exists()


def test_the_limit_of_an_agency_is_told(call, agency, writer, client_of):
    Call.everything.filter(pk=call.pk).update(max_per_agency=1)
    services.start(call, agency, writer)

    page = client_of(writer).post(url("begin_practice"), {"agency": agency.code}, follow=True)

    assert "1 เรื่อง" in page.content.decode()
    assert Proposal.everything.count() == 1


def test_a_title_is_doubled_within_the_practice_only(real, call, tried, agency, writer):
    mine = services.start(real, agency, writer)
    other = services.start(call, agency, writer)

    services.save_step(mine, 2, {"title_th": tried.title_th}, writer)

    with pytest.raises(ValidationError) as refused:
        services.save_step(other, 2, {"title_th": tried.title_th}, writer)
    assert list(refused.value.message_dict) == ["title_th"]


def test_the_page_costs_the_same_with_one_and_with_three(
    call, agency, writer, client_of, django_assert_num_queries
):
    client = client_of(writer)
    services.start(call, agency, writer)
    client.get(url("practice"))
    with CaptureQueriesContext(connection) as with_one:
        client.get(url("practice"))
    for _more in range(2):
        services.start(call, agency, writer)

    with django_assert_num_queries(len(with_one)):
        client.get(url("practice"))
    assert call.get_absolute_url() == url("practice")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_wiped_while_it_is_handed_in_neither_waits_for_ever(at):
    """Both lock the proposal before its call; whoever is second finds it gone or handed in."""
    at("2024-12-20 10:00")
    CallFactory(open_now=True)
    officer, writer = (
        UserFactory(staff=True),
        MembershipFactory(can_edit=True, can_submit=True).user,
    )
    call = services.open_practice(3, officer)
    proposal = services.start(call, writer.memberships.get().agency, writer)

    def keep():
        try:
            return services.save_step(proposal, 2, {"title_th": "ประเด็นที่เขียนพร้อมกับการลบ"}, writer)
        except Proposal.DoesNotExist:
            return None

    together(keep, lambda: services.wipe_practice(call.name_th, officer))

    assert not Proposal.everything.exists()
    assert timeline(call).last().data == {"proposals": 1, "files": 0}


def test_every_page_of_a_draft_answers_for_practice_as_it_does_for_the_call(
    real, draft, agency, writer, client_of
):
    client, twin = client_of(writer), services.start(real, agency, writer)
    names = [pattern.name for pattern in urlpatterns if set(pattern.pattern.converters) == {"code"}]

    def codes(proposal):
        return {name: client.get(url(name, proposal.code)).status_code for name in names}

    assert len(names) > 30
    assert codes(draft) == codes(twin)


def test_practice_is_saved_while_it_is_written(draft, writer, client_of):
    client = client_of(writer)
    typed = {"_q": "impact", "impact": "ดีขึ้น", "version": str(draft.version)}

    saved = client.post(url("autosave", draft.code, 6), typed)

    assert saved.json()["state"] == "saved"
    assert Proposal.everything.get().answered()["impact"] == "ดีขึ้น"
    assert client.post(url("presence", draft.code, 6)).status_code == 200
