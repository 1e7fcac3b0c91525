"""Prints the statements of the measured pages that read the whole table of proposals.

python -m tests.performance.plans      (one "page<TAB>statement" a line; nothing where all is well)

Every statement of every page is explained on the database it would run on. On SQLite a plan
that scans the table is a whole reading; on PostgreSQL a sequential scan. A covering index read
from end to end (a count of states) touches no row and is allowed, and so is a walk along an
index that a limit ends (a page of the list).
"""

import sys
from itertools import pairwise

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from proposals.models import Proposal  # noqa: E402
from tests.performance.pages import GROWING  # noqa: E402
from tests.performance.targets import cookie, paths, people  # noqa: E402

TABLE = Proposal._meta.db_table
EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}


class Seen:
    """Keeps every SELECT on the proposals with its parameters."""

    def __init__(self):
        self.selects = []

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(("SELECT", "WITH")) and TABLE in sql:
            self.selects.append((sql, params))
        return execute(sql, params, many, context)


def aliases(sql):
    """The names that the statement gives the table: itself, and U0 in subqueries."""
    words = sql.replace("(", " ").replace(")", " ").split()
    named = {
        after.strip('",')
        for before, after in pairwise(words)
        if before == f'"{TABLE}"' and len(after) <= 4 and after.strip('",')[1:].isdigit()
    }
    return {TABLE, *named}


def is_whole(line, names, is_limited):
    """True for a line of a plan that reads every row of the table."""
    if connection.vendor == "postgresql":
        return f"Seq Scan on {TABLE}" in line
    words = line.split()
    is_covered = "COVERING" in words or (is_limited and "INDEX" in words)
    return words[:1] == ["SCAN"] and words[1] in names and not is_covered


def reads_whole(sql, params):
    """True where the plan of a statement reads every row of the proposals."""
    with connection.cursor() as cursor:
        cursor.execute(EXPLAIN[connection.vendor] + sql, params)
        lines = [str(row[-1]) for row in cursor.fetchall()]
    return any(is_whole(line, aliases(sql), " LIMIT " in sql) for line in lines)


def statements_of(path, client):
    """What a page asks of the proposals."""
    seen = Seen()
    with connection.execute_wrapper(seen):
        status = client.get(path).status_code
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")
    return seen.selects


def main():
    """One line for each statement that reads the table from end to end."""
    where = paths()
    clients = {name: Client(headers={"cookie": cookie(user)}) for name, user in people().items()}
    clients[""] = Client()
    for page in GROWING:
        for sql, params in statements_of(where[page.name], clients[page.who]):
            if reads_whole(sql, params):
                sys.stdout.write(f"{page.name}\t{' '.join(sql.split())}\n")


if __name__ == "__main__":
    main()
