"""How a process of the crew answers: one line of JSON for each that it reads."""

import json
import re
import resource
import signal
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")
PEAK = re.compile(r"VmHWM:\s+(\d+) kB")  # of this program alone, not of the one that started it


def serve(does):
    """Answer line by line until there are no more; ``does`` has a function for each verb.

    Ends without a word when the worker that asked has died.
    """
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    told, sys.stdout = sys.stdout, sys.stderr  # what a library prints is no answer
    for line in sys.stdin:
        told.write(json.dumps(answer(does, line)) + "\n")
        told.flush()


def answer(does, line):
    """The answer to one line; what went wrong is an answer too."""
    asked = json.loads(line)
    try:
        said = does[asked["do"]](asked)
    except Exception as error:
        said = {"error": f"{type(error).__name__}: {error}"[:500]}
    return said | {"used": used()}


def used():
    """What this process has used so far: seconds of CPU, and at most so much memory (MB)."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return [spent.ru_utime + spent.ru_stime, int(PEAK.search(STATUS.read_text())[1]) / 1024]


def part_in(name):
    """(what describes it, its PDF) of a part that was stored."""
    described, _line, pdf = Path(name).read_bytes().partition(b"\n")
    return json.loads(described), pdf
