"""What a booklet costs, by hand: `python -m tests.performance.booklets [proposals]`.

Full proposals without a database, bound as a worker binds them; in the same run forty of the
same as one document by the renderer as it comes. CPU counts, since neighbours on a busy machine
only add to the time that passes. Then the booklet again with all its parts there.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from unittest import mock

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from pyp_portal.papers.booklets import binding, crew, parts  # noqa: E402
from pyp_portal.papers.booklets.leaves import Booklet, Cover, Leaf  # noqa: E402
from tests.factories.written import full_proposals  # noqa: E402
from tests.performance.plain import FORTY  # noqa: E402

FASTER, MOST_MEMORY, MOST_WARM = 1.6, 400, 30
HEAD = """
| booklet | pages | CPU ms a page | passed s | most memory of a process, MB | file, MB | fonts |
|---|---|---|---|---|---|---|
"""


class Kept:
    """Parts in a folder, in place of the database."""

    def __init__(self, folder):
        self.folder, self.pages = folder, {}

    def known(self, keys):
        return {key: self.pages[key] for key in keys if key in self.pages}

    def fetch(self, key, path):
        os.link(self.folder / key, path)

    def keep(self, key, path, pages):
        os.link(path, self.folder / key)
        self.pages[key] = pages


class Counted(crew.Hand):
    """A warm process whose use of processor and memory is noted."""

    used = {}

    def ask(self, do, *patience, **facts):
        answer = super().ask(do, *patience, **facts)
        Counted.used[self.process.pid] = answer["used"]
        return answer


def bound(count, kept):
    """(pages, CPU seconds, seconds passed, MB, bytes) of a booklet of so many proposals."""
    Counted.used = {}
    leaves = (Leaf(title, html, label=code) for title, code, html in full_proposals(count))
    booklet = Booklet(Cover("รวมข้อเสนอประเด็นการบูรณาการ"), leaves, count)
    begun, own = time.perf_counter(), time.process_time()
    with tempfile.TemporaryFile() as file:
        for _step in binding.write(file, booklet):
            pass
        file.seek(0)
        pdf = file.read()
    passed, own = time.perf_counter() - begun, time.process_time() - own
    cpu, memory = zip(*Counted.used.values(), strict=True)
    return pages_of(pdf), sum(cpu), own, passed, max(*memory, own_memory()), pdf


def own_memory():
    """The most that this process has held, in MB."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def tool(*command, pdf):
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def pages_of(pdf):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as copy:
        copy.write(pdf)
        copy.flush()
        return int(tool("qpdf", "--show-npages", copy.name, pdf=None))


def line(name, count, kept):
    """One line of the table, and the CPU milliseconds of a page and the seconds it took."""
    pages, cpu, own, passed, memory, pdf = bound(count, kept)
    fonts = len(tool("pdffonts", "-", pdf=pdf).splitlines()) - 2
    sys.stdout.write(
        f"| {name} | {pages} | {cpu / pages * 1000:.1f} (+{own / pages * 1000:.1f} of the worker) |"
        f" {passed:.1f} | {memory:.0f} | {len(pdf) / 1e6:.1f} | {fonts} |\n"
    )
    sys.stdout.flush()
    return cpu / pages * 1000, passed, memory


def plain(columns):
    """The same as one document by the renderer as it comes, in a process of its own."""
    command = [sys.executable, "-m", "tests.performance.plain", columns]
    pages, cpu, passed, memory, size, fonts = tool(*command, pdf=None).split()[-6:]
    name = f"plain, columns {columns}, {FORTY} proposals"
    sys.stdout.write(f"| {name} | {pages} | {cpu} | {passed} | {memory} | {size} | {fonts} |\n")
    return float(cpu)


def main():
    """The table, and whether what was asked for was reached."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FORTY
    sys.stdout.write(HEAD)
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.object(crew, "Hand", Counted),
        mock.patch.object(binding, "Hand", Counted),
    ):
        kept = Kept(Path(folder))
        with mock.patch.multiple(parts, known=kept.known, fetch=kept.fetch, keep=kept.keep):
            slow, tuned = plain("auto"), plain("fixed")
            forty, _passed, _memory = line(f"{FORTY} proposals", FORTY, kept)
            kept.pages.clear()
            for one in kept.folder.iterdir():
                one.unlink()
            _cpu, _passed, memory = line(f"{count} proposals", count, kept)
            _cpu, warm, again = line(f"{count} proposals, all parts there", count, kept)
    told = [
        (f"{slow / forty:.2f} times as quick a page as plain", slow / forty >= FASTER),
        (f"{tuned / forty:.2f} times as quick as plain with our columns", tuned > forty),
        (f"{max(memory, again):.0f} MB at most", max(memory, again) <= MOST_MEMORY),
        (f"{warm:.1f} s with all parts there", warm <= MOST_WARM),
    ]
    for words, is_kept in told:
        sys.stdout.write(f"\n{words}: {'kept' if is_kept else 'MISSED'}")
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
