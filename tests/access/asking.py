"""Clients that ask as one of the roles: so many that what each costs counts."""

from django.conf import settings
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
