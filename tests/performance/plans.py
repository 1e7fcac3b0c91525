"""Prints the statements of the measured pages that no index of the proposals can serve.

python -m tests.performance.plans      (one "page<TAB>statement" a line; nothing where all is well)

Every statement of every page is explained on the database it would run on. Whole is what reads
every row of the table. Not whole is a covering index read from end to end (a count of states
touches no row), and a walk along an index that a limit ends (a page of the list).

On PostgreSQL the plan is asked for with sequential scans set at a high price. Where many rows
are wanted, or the table is small, one may be the cheaper way, and the planner takes it for
what it finds there today; the question here is whether there is an index to go by.
"""

import json
import sys
from itertools import pairwise

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from proposals.models import Proposal  # noqa: E402
from tests.performance.pages import GROWING  # noqa: E402
from tests.performance.targets import cookie, paths, people  # noqa: E402

TABLE = Proposal._meta.db_table


class Seen:
    """Keeps every SELECT on the proposals with its parameters."""

    def __init__(self):
        self.selects = []

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(("SELECT", "WITH")) and TABLE in sql:
            self.selects.append((sql, params))
        return execute(sql, params, many, context)


# --- SQLite
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
    """True for a line of a plan of SQLite that reads every row of the table."""
    words = line.split()
    is_covered = "COVERING" in words or (is_limited and "INDEX" in words)
    return words[:1] == ["SCAN"] and words[1] in names and not is_covered


def whole_on_sqlite(cursor, sql, params):
    cursor.execute("EXPLAIN QUERY PLAN " + sql, params)
    lines = [str(row[-1]) for row in cursor.fetchall()]
    return any(is_whole(line, aliases(sql), " LIMIT " in sql) for line in lines)


# --- PostgreSQL
def has_whole(node, is_limited=False):
    """True where a node of a plan of PostgreSQL, or one below it, reads every row of the table."""
    is_limited = is_limited or node["Node Type"] == "Limit"
    if node.get("Relation Name") == TABLE and reads_all(node, is_limited):
        return True
    return any(has_whole(part, is_limited) for part in node.get("Plans", ()))


def reads_all(node, is_limited):
    """A sequential scan; or an index followed from end to end to the rows, with no limit."""
    if node["Node Type"] == "Index Scan":
        return "Index Cond" not in node and not is_limited
    return node["Node Type"] == "Seq Scan"


def whole_on_postgresql(cursor, sql, params):
    with transaction.atomic():
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN (FORMAT JSON) " + sql, params)
        found = cursor.fetchone()[0]
    return has_whole((json.loads(found) if isinstance(found, str) else found)[0]["Plan"])


WHOLE = {"sqlite": whole_on_sqlite, "postgresql": whole_on_postgresql}


def reads_whole(sql, params):
    """True where no index keeps a statement from reading every row of the proposals."""
    with connection.cursor() as cursor:
        return WHOLE[connection.vendor](cursor, sql, params)


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
