"""What one document may take of a worker: letters, memory, and seconds of the processor.

Seconds of the processor, not of the clock: a document that is too much is so on a busy
machine and on an idle one, so it is given up at once and the next paper is made.
"""

import resource
import signal
import threading
from contextlib import contextmanager
from pathlib import Path

LETTERS = 1_500_000  # of the document, its marks included: about 400 pages of table
MEMORY = 1536 * 2**20
SECONDS = 120


class TooMuch(Exception):
    """The document takes more than one document may: to try again would not help."""


class TooMuchMemory(TooMuch, MemoryError):
    """It takes more memory."""


class _Stop(BaseException):
    """Passes every handler of the renderer."""


@contextmanager
def within(html):
    """Hold one document to its limits; TooMuch when it passes one of them."""
    if len(html) > LETTERS:
        raise TooMuch(f"The document has {len(html):,} letters; {LETTERS:,} are allowed.")
    try:
        with _memory(), _time():
            yield
    except MemoryError:
        raise TooMuchMemory(f"The document takes more than {MEMORY >> 20} MB of memory.") from None
    except _Stop:
        raise TooMuch(f"The document takes more than {SECONDS} seconds to make.") from None


@contextmanager
def _memory():
    """Let a monstrous document stop itself, and not the machine."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + MEMORY
    is_tighter = hard == resource.RLIM_INFINITY or limit < hard
    resource.setrlimit(resource.RLIMIT_AS, (limit if is_tighter else hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextmanager
def _time():
    """Stop after so many seconds of work; only the first thread of a process can be stopped."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)  # once: a second would break into the first
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(number, frame):
    raise _Stop
