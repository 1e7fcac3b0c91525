"""What the page of the queues answers to each role."""

from tests.access.matrix import Row, expect

ADMINS = expect(403, c302="anonymous admin admin2")

ROWS = [
    Row("queues:queues", expect(403, c200="staff director admin admin2")),
    Row(
        "queues:again",
        ADMINS,
        kwargs=lambda world: {"code": "papers"},
        method="post",
    ),
    Row(
        "queues:run",
        ADMINS,
        method="post",
        data=lambda world: {"job": "remove old exports"},
    ),
]
