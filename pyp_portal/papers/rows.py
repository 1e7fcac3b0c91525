"""Rows of tables: a short one stays whole, one that holds much text may go on over the page.

A row that must stay whole and is higher than what is left leaves a page blank, and where it
is higher than a page the table loses its head on all of them.
"""

import re

MUCH = 240  # letters of one cell: above them it may have more lines than a page in a narrow column
ROW = re.compile(r'<tr(?: class="([^"]*)")?>(.*?)</tr>', re.DOTALL)
CELL_END = re.compile("</t[dh]>")
TAG = re.compile("<[^>]*>")


def breakable(html):
    """The document with the class ``long`` on each row that holds much text."""
    return ROW.sub(_marked, html)


def _marked(row):
    names, cells = row[1] or "", row[2]
    is_long = len(cells) > MUCH and any(
        len(TAG.sub("", cell)) > MUCH for cell in CELL_END.split(cells)
    )
    if not is_long or "long" in names.split():
        return row[0]
    return f'<tr class="{" ".join([*names.split(), "long"])}">{cells}</tr>'
