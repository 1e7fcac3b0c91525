"""The pages of joining a duplicate entry, and where its old code and name lead."""

import pytest
from django.urls import reverse

from pyp_portal.accounts import approvals, services
from pyp_portal.accounts.duplicate_parts import Moving
from pyp_portal.accounts.likeness import namesakes
from pyp_portal.accounts.models import Agency
from pyp_portal.accounts.services import duplicates
from pyp_portal.accounts.telling import told
from pyp_portal.accounts.todo import todo
from pyp_portal.outbox.models import Message
from pyp_portal.search.services import matching
from tests.accounts.joining import WHY, join, rights
from tests.accounts.pages import post, said
from tests.factories.accounts import (
    AgencyFactory,
    MembershipFactory,
    UserFactory,
)
from tests.factories.proposals import CallFactory

pytestmark = pytest.mark.django_db


# --- What leads where afterwards ------------------------------------------------------


def test_the_old_code_and_the_old_name_lead_to_the_kept_one(pair, admin, client_of):
    duplicate, kept = pair
    member = MembershipFactory(agency=duplicate, can_submit=True)
    join(pair, admin)
    services.change_agency(kept, by=admin, name_en="Nam Sai")
    office, colleague = client_of(admin), client_of(member.user)

    for name in ("agency", "agency_edit", "colleagues", "ask", "duplicate"):
        answer = office.get(reverse(f"accounts:{name}", args=["DUP"]))
        assert answer.url == reverse(f"accounts:{name}", args=["KEPT"])
    assert colleague.get(reverse("accounts:agency", args=["DUP"]), follow=True).status_code == 200
    assert list(matching(Agency.objects.existing(), "สะอาด")) == [kept]
    picked = office.get(reverse("accounts:find_agencies"), {"key": "DUP"}).json()["options"]
    assert [one["value"] for one in picked] == ["KEPT"]
    assert list(namesakes([duplicate.name_th]).values()) == [kept.pk]
    shown = office.get(reverse("accounts:agencies"))
    assert [one.code for one in shown.context["rows"]] == ["KEPT"]
    page = office.get(kept.get_absolute_url()).context
    assert page["joined"] == [duplicate]
    assert [one.sentence for one in page["events"] if one.sentence.startswith("DUP · ")] == [
        f"DUP · {admin}: รวมรายการนี้เข้ากับรายการที่คงไว้ ({WHY})"
    ]
    assert services.ask_membership(UserFactory(), duplicate).agency == kept


# --- The pages ------------------------------------------------------------------------


def test_entries_of_different_places_or_kinds_are_doubted(pair, admin):
    assert duplicates.notes(Moving(*pair, admin)) == []
    assert len(duplicates.notes(Moving(AgencyFactory(type="PAO"), pair[1], admin))) == 1
    assert len(duplicates.notes(Moving(AgencyFactory(province=None), pair[1], admin))) == 1


def test_an_administrator_finds_looks_and_joins(pair, admin, client_of):
    duplicate, kept = pair
    head = MembershipFactory(agency=duplicate, can_endorse=True)
    client, address = client_of(admin), reverse("accounts:duplicate", args=["DUP"])

    found = client.get(address, {"q": "น้ำใส"})
    look = client.get(address, {"keep": "KEPT"})
    empty = client.post(address, {"keep": "KEPT", "reason": "", "right": f"{head.uid}:can_endorse"})
    tick = {"right": [f"{head.uid}:can_endorse", f"{head.uid}:can_submit", "x"]}
    done = post(client, "duplicate", "DUP", {"keep": "KEPT", "reason": WHY, **tick})

    assert list(found.context["rows"]) == [kept]
    counts = {line.part.label: line.count for line in look.context["lines"]}
    assert counts == {"accounts.Membership.agency": 1}
    assert look.context["stops"] == look.context["notes"] == []
    assert f'value="{head.uid}:can_endorse" id="{head.uid}:can_endorse" checked' in (
        empty.content.decode()
    )
    assert said(done) == ["success"]
    assert done.redirect_chain[-1][0] == kept.get_absolute_url()
    assert rights(head) == (True, False, True)


def test_a_second_person_sees_the_same_page_and_decides(pair, admin, client_of, at):
    at(CallFactory().closes_at)
    second, client = UserFactory(admin=True), client_of(admin)
    director = UserFactory(director=True)
    form = {"keep": "KEPT", "reason": WHY}
    assert said(post(client, "duplicate", "DUP", form)) == ["info"]
    assert said(post(client, "duplicate", "DUP", form)) == ["warning"]

    letters = Message.objects.filter(template__contains="duplicate_proposed")
    assert {one.address for one in letters} == {second.email, director.email}
    (task,) = [one for one in todo(second) if one.kind == "duplicate"]
    assert [one for one in todo(admin) if one.kind == "duplicate"] == []
    mine, other = client.get(task.url).context, client_of(second).get(task.url).context
    assert (mine["may_decide"], other["may_decide"]) == (False, True)

    no = client_of(second)
    assert said(post(no, "duplicate_answer", "DUP", {"act": "refuse"})) == ["warning"]
    refusal = {"act": "refuse", "reason": "คนละหน่วยงาน"}
    assert said(post(no, "duplicate_answer", "DUP", refusal)) == ["info"]
    assert approvals.open_for(pair[0], duplicates.KIND) is None
    assert "คนละหน่วยงาน" in told(pair[0])[0].sentence
    assert not Agency.objects.exclude(duplicate_of=None).exists()

    post(client, "duplicate", "DUP", form)
    assert said(post(client, "duplicate_answer", "DUP", {"act": "confirm"})) == ["warning"]
    assert said(post(client, "duplicate_answer", "DUP", {"act": "take_back"})) == ["info"]
    post(client, "duplicate", "DUP", form)
    assert said(post(no, "duplicate_answer", "DUP", {"act": "confirm"})) == ["success"]
    assert Agency.objects.get(code="DUP").duplicate_of.code == "KEPT"
