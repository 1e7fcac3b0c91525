"""Counts what a request asks of the database, when the request asks for the count."""

from collections import Counter
from contextlib import ExitStack

from django.db import connections


class Statements:
    """Sees every statement: how many, how many repeats, how many rows came back."""

    def __init__(self):
        self.seen = Counter()

    def __call__(self, execute, sql, params, many, context):
        self.seen[sql] += 1
        return execute(sql, params, many, context)

    @property
    def total(self):
        return sum(self.seen.values())

    @property
    def repeats(self):
        return self.total - len(self.seen)


def count(get_response):
    """Answer with X-Statements and X-Repeats where the request carries X-Count."""

    def middleware(request):
        if "X-Count" not in request.headers:
            return get_response(request)
        statements = Statements()
        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(statements))
            response = get_response(request)
        response["X-Statements"] = statements.total
        response["X-Repeats"] = statements.repeats
        return response

    return middleware
