"""Long lists: a worker goes on where another died; the same content is the same file."""

import tracemalloc
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from tempfile import TemporaryFile

import pytest
from django.core.files.storage import default_storage

from pyp_portal import clock
from pyp_portal.papers import exporting, pieces, tables
from pyp_portal.papers.exporting import Table
from pyp_portal.papers.jobs import LEASE
from pyp_portal.papers.models import Export
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def february(at, monkeypatch):
    monkeypatch.setattr(pieces, "STEP", 2)
    return at("2025-02-18 10:00")


class Killed(BaseException):
    """As a worker ends that is killed."""


class Source:
    """A list of seven rows that counts what is fetched of it and dies on the way once."""

    def __init__(self, paged, dies_at=4, standing="stands"):
        self.paged, self.dies_at, self.standing, self.fetched = paged, dies_at, standing, []

    def rows(self, start=0):
        for number in range(start, 7):
            if number == self.dies_at:
                self.dies_at = None
                raise Killed
            self.fetched.append(number)
            yield [number, f"แถว {number}"]

    def pages(self, mark):
        start = int(mark or 0)
        rows = iter(self.rows(start))
        while page := list(islice(rows, 2)):
            start += len(page)
            yield str(start), page

    def __call__(self, export):
        pages = self.pages if self.paged else None
        return Table(["ที่", "ชื่อ"], self.rows(), 7, self.standing, pages)


def killed(export, source):
    """One attempt that ends in the midst, as the sweep finds it."""
    with pytest.raises(Killed):
        exporting.make(export.pk, source)
    return Export.objects.get(pk=export.pk)


def made(export, source):
    exporting.make(export.pk, source)
    return Export.objects.get(pk=export.pk)


def numbers(export):
    with export.file.open("rb") as file:
        lines = file.read().decode("utf-8-sig").splitlines()[1:]
    return [int(line.split(",")[0]) for line in lines]


def test_after_a_crash_it_goes_on_behind_what_lies_there():
    export, source = ExportFactory(), Source(paged=True)
    half = killed(export, source)
    names = [piece["name"] for piece in half.pieces]
    assert (half.done, [default_storage.exists(name) for name in names]) == (4, [True, True])

    source.fetched.clear()
    done = made(export, source)

    assert source.fetched == [4, 5, 6]
    assert numbers(done) == [*range(7)]
    assert (done.done, done.begun_with, done.pieces, done.attempts) == (7, 4, [], 2)
    assert [default_storage.exists(name) for name in names] == [False, False]


def test_a_list_without_pages_is_counted_off():
    export, source = ExportFactory(), Source(paged=False)
    killed(export, source)
    assert numbers(made(export, source)) == [*range(7)]


def test_what_the_asker_may_see_has_changed_and_it_starts_anew():
    export, source = ExportFactory(), Source(paged=True)
    names = [piece["name"] for piece in killed(export, source).pieces]
    source.standing, source.fetched = "stands otherwise", []

    assert numbers(made(export, source)) == [*range(7)]
    assert source.fetched == [*range(7)]
    assert [default_storage.exists(name) for name in names] == [False, False]


def test_a_worker_gone_silent_leaves_the_pieces_of_the_one_after_it_alone(at):
    export, source = ExportFactory(), Source(paged=True, dies_at=None)
    after = Source(paged=True, dies_at=6)

    def overtaken(held):
        found = source(held)

        def pages(mark):
            for behind, rows in found.pages(mark):
                if behind == "4":
                    at(clock.now() + LEASE + timedelta(seconds=1))
                    killed(export, after)
                yield behind, rows

        return found._replace(pages=pages)

    exporting.make(export.pk, overtaken)
    left = Export.objects.get().pieces
    assert [default_storage.exists(piece["name"]) for piece in left] == [True] * 3
    assert numbers(made(export, Source(paged=True, dies_at=None))) == [*range(7)]


def test_pieces_go_with_what_is_cancelled_or_too_old(at):
    cancelled = killed(ExportFactory(), Source(paged=True))
    old = killed(ExportFactory(), Source(paged=True))
    exporting.cancel(cancelled, by=cancelled.asked_by)
    at(old.expires_at)
    exporting.purge()
    assert [one.pieces for one in Export.objects.all()] == [[], []]
    assert not any(default_storage.exists(piece["name"]) for piece in old.pieces)


def test_a_cell_comes_back_as_what_it_was():
    row = [None, True, 7, 1.5, Decimal("81.25"), date(2025, 1, 6), "น้ำ\nใจ", ""]
    row.append(datetime(2025, 1, 6, 10, 0, tzinfo=UTC))
    assert [pieces.typed(pieces.plain(value)) for value in row] == row


# --- The same file ------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_the_same_content_is_the_same_file(at, format):
    person = UserFactory()
    mine = {"asked_by": person, "format": format}
    first = made(ExportFactory(**mine), Source(True, None))
    at("2025-02-19 11:30")

    again = made(ExportFactory(**mine), Source(True, None))
    third = made(ExportFactory(**mine), Source(True, None))
    other = made(ExportFactory(format=format), Source(True, None))

    assert [one.same_as for one in (first, again, third, other)] == [None, first, first, None]
    assert {again.file.name, third.file.name} == {first.file.name}
    assert other.file.name != first.file.name
    assert {one.sha256 for one in (again, other)} == {first.sha256}


def test_a_shared_file_goes_with_the_last_that_points_to_it(at):
    person = UserFactory()
    first = made(ExportFactory(asked_by=person), Source(True, None))
    at("2025-02-20 10:00")
    again = made(ExportFactory(asked_by=person), Source(True, None))

    at(first.expires_at)
    exporting.purge()
    assert default_storage.exists(first.file.name)
    at(again.expires_at)
    exporting.purge()
    assert not default_storage.exists(first.file.name)


def test_a_file_that_goes_tomorrow_is_not_pointed_to(at):
    person = UserFactory()
    first = made(ExportFactory(asked_by=person), Source(True, None))
    at(first.expires_at - timedelta(hours=23))
    again = made(ExportFactory(asked_by=person), Source(True, None))
    assert (again.same_as, again.file.name == first.file.name) == (None, False)


# --- Memory -------------------------------------------------------------------------------


@pytest.mark.parametrize("write", [tables.write_xlsx, tables.write_csv])
def test_ten_times_the_rows_take_no_more_memory(write):
    peaks = []
    for rows in (200, 2000):
        tracemalloc.start()
        with TemporaryFile() as file:
            write(file, ["ก"] * 5, ([n, "ข้อความ", 1.5, None, "ข"] for n in range(rows)))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] - peaks[0] < 500_000
