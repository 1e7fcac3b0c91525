"""What a poisoned document costs one worker, measured by hand.

``python -m tests.performance.poisoned``: each case has a process of its own. It says whether a
PDF or which refusal came of it, seconds of the processor and the most memory held, and that the
next paper was made.
"""

import resource
import subprocess
import sys
import time

from pyp_portal.papers import limits, rendering

WORDS = "สำนักงานขับเคลื่อนการปฏิรูปประเทศ ยุทธศาสตร์ชาติ น้ำท่วมซ้ำซาก "
HEAD = f"<thead><tr>{'<th scope=col>ข้อ</th>' * 3}</tr></thead>"
ROW = f"<tr><td>๑</td><td>{WORDS}</td><td>{WORDS * 2}</td></tr>"
UNSEEN = "ก\u200b\u202eข\u2066"
MEGABYTE = 1_000_000 // len(WORDS.encode())
CASES = {
    "3,000 rows": f"<table>{HEAD}<tbody>{ROW * 3000}</tbody></table>",
    "10 MB of text in one paragraph": f"<p>{WORDS * MEGABYTE * 10}</p>",
    "4 MB of text in one paragraph": f"<p>{WORDS * MEGABYTE * 4}</p>",
    "4 MB of text in paragraphs": f"<p>{WORDS * 5}</p>" * (MEGABYTE * 4 // 5),
    "3,000 nested elements": "<div>" * 3000,
    "100,000 bidi and zero-width characters": UNSEEN * 25_000,
}


def measure(name):
    rendering.prove_thai()
    began = time.process_time()
    try:
        made = rendering.render(
            f'<html lang="th"><title>ก</title><body>{CASES[name]}</body></html>'
        )
        came = f"{made.pages} pages, {len(made.pdf) >> 10} KB"
    except (limits.TooMuch, RecursionError) as why:
        came = f"{type(why).__name__}: {why}"
    seconds = time.process_time() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    following = rendering.render('<html lang="th"><title>ก</title><p>ก</p></html>').pages
    print(f"{name}: {came}; {seconds:.1f} s, {most} MB; the next has {following} page", flush=True)


if __name__ == "__main__":
    for case in sys.argv[1:]:
        measure(case)
    for case in CASES if len(sys.argv) == 1 else ():
        subprocess.run([sys.executable, "-m", "tests.performance.poisoned", case], check=False)
