"""Where the history stands: a mark that changes whenever an event comes into sight."""

from django.db import connection

from pyp_portal.history.models import Event

# The last event; then the transactions of this database that have begun to write and have not
# ended, each of which holds a lock on its own number.
_MARK = """
SELECT (SELECT hash FROM history_event ORDER BY id DESC LIMIT 1), ARRAY(
    SELECT transactionid::text FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'transactionid' AND mode = 'ExclusiveLock'
      AND datname = current_database() AND pid <> pg_backend_pid()
    ORDER BY 1
)
"""


def mark():
    """What equals an earlier mark only if all that was counted after that one still stands.

    The last event alone does not tell: on PostgreSQL an event with a lower number may be
    committed after it. Whoever may still do so is writing, and stays in the mark until the end.
    The locks are read after the moment of which the last event is: who begins later draws a
    higher number, and who ends in between is in what is counted next. (A verb locks its record,
    so it counts as writing before it draws the number of its event.) On SQLite there is one
    writer at a time.
    """
    if connection.vendor == "sqlite":
        return Event.objects.order_by("-pk").values_list("hash", flat=True).first(), ()
    with connection.cursor() as cursor:
        cursor.execute(_MARK)
        last, writers = cursor.fetchone()
    return last, tuple(writers)
