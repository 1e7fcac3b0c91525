"""What a line of the log looks like."""

import json
import logging

import pytest
import structlog

from pyp_portal.serving import logs


def line_of(message, *args, exc_info=None):
    record = logging.LogRecord("outbox", logging.WARNING, __file__, 1, message, args, exc_info)
    return logs.formatter().format(record)


def test_a_line_is_json_with_the_request_it_belongs_to():
    with structlog.contextvars.bound_contextvars(request="0123456789abcdef"):
        line = json.loads(line_of("sent %s", 3))

    moment = line.pop("timestamp")
    assert line == {
        "event": "sent 3",
        "level": "warning",
        "logger": "outbox",
        "request": "0123456789abcdef",
    }
    assert moment.endswith("Z")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("to somchai.j+pyp@moi.go.th failed", "to ••• failed"),
        ("number 1103700123456 given", "number ••• given"),
        ("call 02-123-4567 or 0812345678", "call ••• or •••"),
        ("P68-0001 of 2568", "P68-0001 of 2568"),
        ("request 0123456789abcdef0123456789abcdef", "request 0123456789abcdef0123456789abcdef"),
    ],
)
def test_nothing_personal_stands_in_a_line(text, shown):
    assert json.loads(line_of(text))["event"] == shown


def test_nothing_personal_stands_in_a_traceback():
    try:
        raise ValueError("Key (email)=(somebody@example.org) already exists.")
    except ValueError as error:
        line = line_of("failed", exc_info=(type(error), error, error.__traceback__))

    assert json.loads(line)["exception"].endswith("ValueError: Key (email)=(•••) already exists.")
