"""S35: what machines would do without end is refused with a sentence, and to them alone."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from pyp_portal.limits import RATE_LIMITS
from pyp_portal.papers import exporting
from pyp_portal.serving.searching import MAKING
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory
from tests.factories.proposals import complete_proposal, submitter
from tests.proposals.browsing import url

pytestmark = pytest.mark.django_db
LIST = reverse("proposals:list")
WAIT = "รอสักหนึ่งนาที"


def codes(client, times, address, **more):
    return [client.get(address, **more).status_code for _each in range(times)]


def test_s35_who_searches_without_end_waits_and_nobody_else_does(client_of, settings):
    settings.ACCOUNT_RATE_LIMITS = RATE_LIMITS | {"search": "2/m/user"}
    machine, other = client_of(UserFactory()), client_of(UserFactory())

    assert codes(machine, 3, f"{LIST}?q=น้ำ") == [200, 200, 429]
    assert WAIT in machine.get(f"{LIST}?q=น้ำ").content.decode()
    assert codes(machine, 1, LIST) == [200]  # the list itself stays open
    assert codes(other, 1, f"{LIST}?q=น้ำ") == [200]


def test_s35_a_visitor_is_limited_by_address(settings):
    settings.ACCOUNT_RATE_LIMITS = RATE_LIMITS | {"search_as_stranger": "1/m/ip"}
    answers = reverse("proposals:answers")

    assert codes(Client(), 2, f"{answers}?q=น้ำ") == [200, 429]
    assert codes(Client(REMOTE_ADDR="198.51.100.7"), 1, f"{answers}?q=น้ำ") == [200]


@pytest.mark.parametrize(
    ("name", "action", "sent"),
    [
        ("account_reset_password", "reset_password", {"email": "somebody@example.org"}),
        ("account_signup", "signup", {"email": "no address"}),
    ],
)
def test_s35_the_doors_are_limited_by_address(name, action, sent, settings):
    settings.ACCOUNT_RATE_LIMITS = RATE_LIMITS | {action: "2/m/ip"}
    machine, owner = Client(REMOTE_ADDR="203.0.113.9"), Client(REMOTE_ADDR="198.51.100.7")

    answers = [machine.post(reverse(name), sent) for _each in range(3)]

    assert [answer.status_code for answer in answers][2] == 429
    assert WAIT in answers[2].content.decode()
    assert owner.post(reverse(name), sent).status_code in (200, 302)


def test_s35_every_door_and_every_costly_work_has_a_limit():
    """The library's own for its doors; a door whose limit were switched off would stand here."""
    assert [name for name, limit in RATE_LIMITS.items() if not limit] == []
    assert {"search", "search_as_stranger", "find_agencies", "verify_paper", "ask_office"} <= set(
        RATE_LIMITS
    )


def test_s35_documents_without_end_wait_and_the_deadline_day_does_not(client_of, settings, at):
    """Who had too many made still saves and submits; colleagues have theirs made."""
    at("2024-12-20 10:00")
    settings.ACCOUNT_RATE_LIMITS = RATE_LIMITS | {"make_paper": "1/m/user"}
    proposal = complete_proposal()
    person, colleague = submitter(proposal), submitter(proposal)
    machine, other = client_of(person), client_of(colleague)

    made = [machine.post(url("make_paper", proposal.code, "summary")) for _each in range(2)]
    beside = other.post(url("make_paper", proposal.code, "summary"))
    opened = machine.get(url("step", proposal.code, 1))
    machine.post(url("submit", proposal.code), {"key": "k"})

    assert [answer.status_code for answer in (*made, beside, opened)] == [302, 429, 302, 200]
    assert "การยื่น และการลงนามทำได้ตามปกติ" in made[1].content.decode()
    assert proposal.revisions.get().receipt.number


@pytest.mark.parametrize(("form", "most", "also"), [("zip", 20, "pdf"), ("csv", 60, "zip")])
def test_s35_files_have_a_limit_an_hour_each_kind_its_own(at, form, most, also):
    at("2025-02-18 10:00")
    person, other = UserFactory(), UserFactory()
    ExportFactory.create_batch(most, made=True, format=form, asked_by=person)
    at("2025-02-18 10:59")
    with pytest.raises(ValidationError, match=f"ครบ {most} ไฟล์.*11.00"):
        ask(person, form)
    asked = [ask(other, form), ask(person, also)]
    at("2025-02-18 11:00")

    assert [one.format for one in (*asked, ask(person, form))] == [form, also, form]


def ask(person, form):
    return exporting.ask("proposals.export", by=person, title="ก", format=form, formats=(form,))


def test_s35_signing_and_what_is_no_document_is_never_counted():
    assert {"cohorts:report_sign", "proposals:submit", "proposals:save"} & MAKING == set()
    assert {"proposals:make_paper", "cohorts:roster"} <= MAKING
