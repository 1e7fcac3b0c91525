"""Takes everything out of the PostgreSQL database of the benchmark.

python -m tests.performance.emptied
"""

import django

django.setup()

from django.db import connection  # noqa: E402

with connection.cursor() as cursor:
    cursor.execute("DROP SCHEMA public CASCADE")
    cursor.execute("CREATE SCHEMA public")
