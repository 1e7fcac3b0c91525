"""S1, S25: every URL and verb answers every role with exactly the expected code."""

import importlib
import logging
import os
import pkgutil
from collections import Counter

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import NoReverseMatch, get_resolver, reverse

from tests import access
from tests.access import planted
from tests.access.asking import client_of
from tests.access.matrix import ROLES
from tests.access.world import put_into

ROWS = [
    row
    for module in pkgutil.iter_modules(access.__path__)
    if module.name.startswith("rows_")
    for row in importlib.import_module(f"{access.__name__}.{module.name}").ROWS
]
# Pages of the sign-in library: who may see them is its own business, tested by it.
NOT_OURS = ("account_", "mfa_", "socialaccount_")


def url_names(resolver=None, namespace=""):
    """The names of all URLs, with their namespaces."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from url_names(pattern, inner)
        else:
            yield f"{namespace}{pattern.name}"


def test_s1_every_url_has_a_row():
    ours = {name for name in url_names() if not name.startswith(NOT_OURS)}

    assert ours == {row.name for row in ROWS}


def answer(row, world, role):
    """The code that ``role`` gets, and the secrets it must not; what the request did is undone."""
    client = client_of(world, role)
    with transaction.atomic():
        if row.state:
            put_into(world.proposal, row.state)
        try:
            url = reverse(row.name, kwargs=row.kwargs(world)) + row.query
        except NoReverseMatch as wrong:
            pytest.fail(f"{row.name}: {wrong}")
        send = getattr(client, row.method)
        response = send(url, row.data(world)) if row.method == "post" else send(url)
        mails = planted.mailed(world.people) if row.method == "post" else []
        transaction.set_rollback(True)
    body = b"".join(response)  # reads a download to its end, which closes its file
    return response.status_code, [*planted.leaks(row, response, body, role), *mails]


@pytest.fixture
def bare(monkeypatch):
    """Refusals without their page, which says the same of every record: see the test below."""
    monkeypatch.setattr(
        get_resolver(),
        "resolve_error_handler",
        lambda code: lambda request, exception=None: HttpResponse(status=code),
    )


@pytest.fixture
def quiet():
    """Refusals are what these tests ask for: they need no lines in the log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def askers(row):
    """Every role; where time is short, for each answer one role in turn (decision 58).

    The two databases begin apart, so that they seldom ask the same.
    """
    if "SHORT_OF_TIME" not in os.environ:
        return ROLES
    turn = ROWS.index(row) + (connection.vendor != "sqlite")
    alike = [[role for role in ROLES if row.codes[role] == code] for code in {*row.codes.values()}]
    return [roles[turn % len(roles)] for roles in alike]


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
@pytest.mark.no_cover  # says who may come in, not what the page does: other tests measure that
def test_s1_each_role_gets_its_code(row, world, quiet, bare):
    answers = {role: answer(row, world, role) for role in askers(row)}

    assert {role: code for role, (code, _leaked) in answers.items()} == {
        role: row.codes[role] for role in answers
    }
    assert {role: leaked for role, (_code, leaked) in answers.items() if leaked} == {}


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_where_time_is_short_each_answer_is_asked_for_and_no_role_passed_over(vendor, monkeypatch):
    monkeypatch.setattr(connection, "vendor", vendor)
    monkeypatch.setenv("SHORT_OF_TIME", "1")

    asked = [(role, row) for row in ROWS for role in askers(row)]

    assert {(row.id, row.codes[role]) for role, row in asked} == {
        (row.id, code) for row in ROWS for code in row.codes.values()
    }
    by_role = Counter(role for role, _row in asked)
    assert {*by_role} == {*ROLES}
    assert min(by_role.values()) > len(ROWS) / len(ROLES)


@pytest.mark.django_db
@pytest.mark.parametrize("code", [403, 404])
def test_s1_the_page_that_refuses_tells_no_role_anything(code, world, quiet):
    """The whole page, as each role gets it; its handler is not told what it refuses."""
    refused = [role for role in ROLES if (code, role) != (403, "anonymous")]  # asked to sign in
    rows = {role: next(row for row in ROWS if row.codes[role] == code) for role in refused}

    answers = {role: answer(row, world, role) for role, row in rows.items()}

    assert answers == dict.fromkeys(refused, (code, []))
