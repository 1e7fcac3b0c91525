"""Jobs of the register of agencies."""

from celery import shared_task

from pyp_portal.accounts.services import duplicates


@shared_task(name="accounts.catch_up")
def catch_up():
    """Bring over what was saved for an entry just as it was joined to another."""
    return duplicates.catch_up()
