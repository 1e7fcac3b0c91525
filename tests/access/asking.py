"""Clients that ask as one of the roles: so many that what each costs counts."""

import re
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.client import ClientHandler

HANDLER = ClientHandler(enforce_csrf_checks=False)  # its middleware is built once for all


class Asker(Client):
    """A client that takes the answer alone, and not all contexts of the templates behind it."""

    def __init__(self):
        super().__init__(raise_request_exception=False)
        self.handler = HANDLER

    def request(self, **request):
        return self.handler(self._base_environ(**request))


def client_of(world, role):
    """A client that knows nothing but the session of this role."""
    client = Asker()
    if role != "anonymous":
        client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[role]
    return client


WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+\"?(\w+)", re.IGNORECASE)


@contextmanager
def written():
    """The tables that are written to meanwhile."""
    tables = set()

    def watch(execute, sql, params, many, context):
        if found := WRITES.match(sql):
            tables.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables
