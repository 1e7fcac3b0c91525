"""A file comes part by part, over a line that breaks; what never becomes whole is swept."""

import hashlib
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from pyp_portal.uploads import arriving
from pyp_portal.uploads.arriving import OutOfStep, finish, receive, use
from pyp_portal.uploads.checks import broken
from pyp_portal.uploads.models import Incoming, Part, StoredFile
from pyp_portal.uploads.sweeping import drop
from pyp_portal.uploads.tasks import sweep
from tests.uploads.conftest import pdf
from tests.uploads.parts import MEGABYTE, PDF, give, give_all

pytestmark = pytest.mark.django_db


def kept_files():
    """Every file that lies anywhere in the storage."""
    found, open_ones = [], [""]
    while open_ones:
        folder = open_ones.pop()
        if not default_storage.exists(folder or "."):
            continue
        folders, files = default_storage.listdir(folder)
        open_ones += [f"{folder}/{name}".strip("/") for name in folders]
        found += [f"{folder}/{name}" for name in files]
    return found


def test_parts_become_the_file_and_go(started, django_capture_on_commit_callbacks):
    content = pdf(pages=3)
    whole = give_all(started(content, "หนังสือ.pdf"), content)

    with django_capture_on_commit_callbacks(execute=True):
        stored = finish(whole, max_bytes=MEGABYTE, **PDF)

    assert (stored.name, stored.pages) == ("หนังสือ.pdf", 3)
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert Part.objects.count() == 0
    assert kept_files() == [stored.file.name]


def test_the_same_file_goes_on_where_it_stopped(started, person):
    content = pdf()
    first = started(content)
    give(first, content)

    again = started(content)

    assert (again.pk, again.received) == (first.pk, 100)
    others = [
        started(content, name="b.pdf"),
        started(content + b" "),
        started(content, place="there"),
        started(content, by=person()),
    ]
    assert [one.received for one in others] == [0, 0, 0, 0]


@pytest.mark.parametrize("offset", [0, 50, 200])
def test_a_part_out_of_order_changes_nothing(started, offset):
    content = pdf()
    incoming = started(content)
    give(incoming, content)

    with pytest.raises(OutOfStep) as told:
        give(incoming, content, offset)

    assert told.value.received == 100
    assert Part.objects.count() == 1
    assert len(kept_files()) == 1


@pytest.mark.parametrize("part", [b"", b"spoilt"])
def test_a_part_that_was_spoilt_is_asked_for_again(started, part):
    incoming = started(pdf())

    with pytest.raises(OutOfStep) as told:
        receive(incoming, 0, part, hashlib.sha256(b"whole").hexdigest(), **PDF)

    assert told.value.received == 0
    assert kept_files() == []


def test_no_more_comes_than_was_said(started):
    content = pdf()
    incoming = started(content[:80])

    with pytest.raises(OutOfStep):
        give(incoming, content)

    assert kept_files() == []


def test_what_it_cannot_be_is_said_at_the_first_part(started):
    content = b"<html>" + b"x" * 500

    with pytest.raises(ValidationError) as refused:
        give(started(content), content)

    assert refused.value.code == "wrong_kind"
    assert kept_files() == []
    assert Incoming.objects.count() == 0


def test_an_unfinished_file_is_not_taken(started):
    content = pdf()
    incoming = started(content)
    give(incoming, content)

    with pytest.raises(OutOfStep):
        finish(incoming, max_bytes=MEGABYTE, **PDF)

    assert StoredFile.objects.count() == 0


def test_what_is_refused_as_a_whole_is_gone(started, django_capture_on_commit_callbacks):
    content = pdf()[:200]
    whole = give_all(started(content), content)

    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(ValidationError) as refused,
    ):
        finish(whole, max_bytes=MEGABYTE, **PDF)

    assert refused.value.code == "broken"
    assert Incoming.objects.count() == 0
    assert kept_files() == []


def test_a_part_that_was_lost_on_the_disk_is_a_damaged_file(started):
    content = pdf()
    whole = give_all(started(content), content)
    default_storage.delete(whole.parts.last().path)

    with pytest.raises(ValidationError) as refused:
        finish(whole, max_bytes=MEGABYTE, **PDF)

    assert refused.value.code == "broken"


def test_finishing_twice_gives_one_file(started, monkeypatch, django_capture_on_commit_callbacks):
    content = pdf()
    first = give_all(started(content), content)
    second = Incoming.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        stored = finish(first, max_bytes=MEGABYTE, **PDF)

        monkeypatch.setattr(arriving, "joined", lambda incoming: content)
        again = finish(second, max_bytes=MEGABYTE, **PDF)

    assert again == stored
    assert StoredFile.objects.count() == 1
    assert kept_files() == [stored.file.name]
    assert [use(first), use(second)] == [True, False]


@pytest.mark.parametrize("gone", ["rows", "files"])
def test_parts_that_went_with_the_other_tab_are_no_damage(
    gone, started, monkeypatch, django_capture_on_commit_callbacks
):
    content = pdf()
    slow, fast = give_all(started(content), content), Incoming.objects.get()
    stored, read = [], arriving.joined

    def overtaken(incoming):
        monkeypatch.setattr(arriving, "joined", read)
        with django_capture_on_commit_callbacks(execute=True):
            stored.append(finish(fast, max_bytes=MEGABYTE, **PDF))
        if gone == "files":  # the rows were read before they went
            raise broken()
        return read(incoming)

    monkeypatch.setattr(arriving, "joined", overtaken)

    assert finish(slow, max_bytes=MEGABYTE, **PDF) == stored[0] == StoredFile.objects.get()
    assert kept_files() == [stored[0].file.name]


def test_what_is_left_lying_for_48_hours_is_swept(started, at, django_capture_on_commit_callbacks):
    began = at("2024-12-20 10:00")
    content = pdf()
    finished = give_all(started(content), content)
    unused = finish(finished, max_bytes=MEGABYTE, **PDF)
    used = give_all(started(content, "b.pdf"), content)
    file = finish(used, max_bytes=MEGABYTE, **PDF)
    use(used)
    at(began + timedelta(hours=1))
    give(started(content, "c.pdf"), content)
    half = Incoming.objects.get(name="c.pdf")
    default_storage.save(f"{half.folder}/stray", ContentFile(b"of a worker that died"))

    at(began + timedelta(hours=48, minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        sweep()
    assert list(Incoming.objects.values_list("name", flat=True)) == ["c.pdf"]
    assert list(StoredFile.objects.all()) == [file]
    assert unused.file.name not in kept_files()

    at(began + timedelta(hours=49, minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        sweep()
    assert Incoming.objects.count() == 0
    assert kept_files() == [file.file.name]


def test_what_was_removed_already_is_not_removed_again(started):
    incoming = started(pdf())

    assert [drop(incoming), drop(incoming)] == [True, False]
