"""How much may be on its way: for a file, a person, a day and the disk."""

from collections import namedtuple
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from pyp_portal.uploads import limits
from pyp_portal.uploads.arriving import finish
from pyp_portal.uploads.models import Incoming
from tests.uploads.conftest import pdf
from tests.uploads.parts import MEGABYTE, PDF, give, give_all

pytestmark = pytest.mark.django_db


def code_of(begun, *args, **kwargs):
    with pytest.raises(ValidationError) as refused:
        begun(*args, **kwargs)
    return refused.value.code


def test_size_is_judged_before_anything_is_sent(started):
    assert code_of(started, b"x" * 101, max_bytes=100) == "too_large"
    assert code_of(started, b"") == "empty"
    assert started(b"x" * 100, max_bytes=100).received == 0


def test_s35_one_person_has_few_files_on_the_way_and_others_are_not_held_up(
    started, person, monkeypatch
):
    monkeypatch.setattr(limits, "MOST_UNFINISHED", 2)
    started(b"x", "a.pdf"), started(b"x", "b.pdf")

    assert code_of(started, b"x", "c.pdf") == "too_many_unfinished"
    assert started(b"x", "a.pdf").name == "a.pdf"
    assert started(b"x", "c.pdf", by=person()).name == "c.pdf"


def test_s35_what_is_on_the_way_is_counted_in_bytes(started, monkeypatch):
    monkeypatch.setattr(limits, "MOST_BYTES_UNFINISHED", 100)
    started(b"x" * 60, "a.pdf")

    assert code_of(started, b"x" * 41, "b.pdf") == "too_many_unfinished"
    assert started(b"x" * 40, "b.pdf").size == 40


def test_s35_a_day_has_an_end(started, send, at, monkeypatch):
    now = at("2024-12-20 10:00")
    content = pdf()
    monkeypatch.setattr(limits, "MOST_BYTES_A_DAY", len(content))
    finish(give_all(started(content), content), max_bytes=MEGABYTE, **PDF)

    assert code_of(started, b"x", "b.pdf") == "too_much_a_day"
    at(now + timedelta(hours=25))
    assert started(b"x", "b.pdf").size == 1


def test_a_disk_that_is_nearly_full_takes_no_files(started, send, monkeypatch):
    Usage = namedtuple("Usage", "total used free")
    content = pdf()
    begun = started(content)
    monkeypatch.setattr(limits.shutil, "disk_usage", lambda path: Usage(1000, 951, 49))

    assert code_of(started, b"x", "b.pdf") == "disk_full"
    assert code_of(give, begun, content) == "disk_full"
    assert code_of(send, content) == "disk_full"

    monkeypatch.setattr(limits.shutil, "disk_usage", lambda path: Usage(1000, 950, 50))
    assert give(begun, content) == 100


def test_what_cannot_be_taken_today_waits(started, monkeypatch):
    content = pdf()
    whole = give_all(started(content), content)
    monkeypatch.setattr(limits, "MOST_BYTES_A_DAY", 1)

    assert code_of(finish, whole, max_bytes=MEGABYTE, **PDF) == "too_much_a_day"
    assert Incoming.objects.get().is_whole
