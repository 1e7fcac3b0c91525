"""A copy of all that is held about a person: for machines as JSON, for people as a page (s. 30)."""

import json
from io import BytesIO

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string

from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.papers.zipping import pack
from pyp_portal.privacy.holding import MOST, all_holdings, name_of, shown, those_with


def copy_for(person):
    """A ZIP of what is held about this person and names nobody else; on record as theirs."""
    read = [(holding, holding.rows(person)) for holding in held(person)]
    now = clock.now()
    file = BytesIO()  # the tables are bounded, and packed small
    entries = [
        (["data.json"], lambda: BytesIO(for_machines(person, read, now))),
        (["data.html"], lambda: BytesIO(for_people(person, read, now))),
    ]
    for _each in pack(file, entries):
        pass
    file.seek(0)
    record(person, "copy of own data made", by=person)
    return file


def for_machines(person, read, now):
    """Every table under its key, every value under a name that no language changes."""
    tables = {holding.key: [] for holding in all_holdings()} | {
        holding.key: [
            dict(zip([name_of(path) for path, _w in holding.columns], row, strict=True))
            for row in rows
        ]
        for holding, rows in read
    }
    whole = {"person": person.uid, "made_at": now, "newest_rows_of_a_table": MOST, "data": tables}
    text = json.dumps(whole, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    return text.encode()


def for_people(person, read, now):
    """The same as one page that needs no portal."""
    tables = [
        {
            "title": holding.title,
            "headers": [words for _path, words in holding.columns],
            "rows": [[shown(value) for value in row] for row in rows],
        }
        for holding, rows in read
    ]
    context = {"person": person, "tables": tables, "now": now, "most": MOST}
    return render_to_string("privacy/copy.html", context).encode()


def held(person):
    """The tables that hold something of this person, asked in one statement."""
    return those_with(person, all_holdings())
