"""Prints what each page costs, asked in this process: "page<TAB>statements<TAB>floors" a line.

python -m tests.performance.alone [page …]      (default: every page)

The floor is asked in turn with the page, and of both the cheapest request counts: neighbours
on a busy machine only add to what a request costs.
"""

import sys
import time

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from tests.performance.counting import Statements  # noqa: E402
from tests.performance.pages import GROWING  # noqa: E402
from tests.performance.targets import cookie, paths, people  # noqa: E402

REQUESTS = 11


def cpu_of(client, path):
    """Seconds of CPU that one request takes."""
    begun = time.process_time()
    status = client.get(path).status_code
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")
    return time.process_time() - begun


def in_floors(client, path, officer, floor):
    """The cheapest request of the page over the cheapest one of the floor."""
    pairs = [(cpu_of(officer, floor), cpu_of(client, path)) for _ in range(REQUESTS)]
    least, cost = map(min, zip(*pairs, strict=True))
    return cost / least


def statements_of(client, path):
    """How many statements the page needs once it is warm."""
    counted = Statements()
    with connection.execute_wrapper(counted):
        client.get(path)
    return counted.total


def main():
    """One line a page."""
    where = paths()
    clients = {name: Client(headers={"cookie": cookie(user)}) for name, user in people().items()}
    clients[""] = Client()
    for page in [one for one in GROWING if one.name in (sys.argv[1:] or where)]:
        client, path = clients[page.who], where[page.name]
        cpu_of(client, path)
        count = statements_of(client, path)
        cost = in_floors(client, path, clients["staff"], where["floor"])
        sys.stdout.write(f"{page.name}\t{count}\t{cost:.2f}\n")


if __name__ == "__main__":
    main()
