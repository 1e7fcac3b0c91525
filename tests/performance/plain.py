"""Forty full proposals as one document by WeasyPrint as it comes: what booklets are held against.

Same words and same styles; no warm process, no mend of the text, the collector left on. With
"auto" the columns of tables are found by the renderer, as it does where a style says nothing.
The time of starting up and of reading templates is not counted.
"""

import os
import re
import resource
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from weasyprint import CSS, HTML  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402

from pyp_portal.papers import rendering  # noqa: E402
from tests.factories.written import full_proposals  # noqa: E402

FORTY = 40
CONTENTS = ".to::after { content: leader('.') target-counter(attr(href), page) }"
BODY = re.compile("<body[^>]*>(.*)</body>", re.DOTALL)


def whole():
    """All proposals in one document, each on a new page, with contents before them."""
    found = [(title, BODY.search(html)[1]) for title, _code, html in full_proposals(FORTY)]
    rows = "".join(
        f'<p><a class="to" href="#p{n}">{title}</a></p>' for n, (title, _b) in enumerate(found)
    )
    bodies = "".join(
        f'<section class="new-page" id="p{n}">{body}</section>'
        for n, (_title, body) in enumerate(found)
    )
    return (
        '<!doctype html><html lang="th"><head><meta charset="utf-8"><title>รวม</title></head>'
        f'<body class="report form" data-number="" data-title="รวม">{rows}{bodies}</body></html>'
    )


def main():
    """Pages, CPU milliseconds a page, seconds, MB of memory, MB of the file, fonts."""
    html, styles = (
        whole(),
        "".join((rendering.FOLDER / name).read_text(encoding="utf-8") for name in rendering.STYLES),
    )
    styles += CONTENTS
    if sys.argv[1:] == ["auto"]:
        styles = styles.replace("table-layout: fixed", "")
    ours = {"url_fetcher": rendering.OnlyOurs(), "base_url": "paper:"}
    begun, cpu, fonts = time.perf_counter(), time.process_time(), FontConfiguration()
    style = CSS(string=styles, font_config=fonts, **ours)
    document = HTML(string=html, **ours).render(font_config=fonts, stylesheets=[style])
    pdf = document.write_pdf(pdf_variant=rendering.VARIANT)
    cpu, passed = time.process_time() - cpu, time.perf_counter() - begun
    pages, memory = len(document.pages), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(
        f"{pages} {cpu / pages * 1000:.1f} {passed:.1f} {memory / 1024:.0f} "
        f"{len(pdf) / 1e6:.1f} {len(document.fonts)}\n"
    )


if __name__ == "__main__":
    main()
