"""What the access log answers to each role."""

from tests.access.matrix import Row, expect

ROWS = [Row("reads:log", expect(403, c200="auditor admin admin2"))]
