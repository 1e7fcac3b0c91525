"""How later rooms open a proposal to people, or close it."""

from django.db import transaction

from proposals.models import Access
from pyp_portal import clock


@transaction.atomic
def grant(proposal, user, kind, because):
    """Open ``proposal`` to ``user`` (kind read, score or team); again is harmless."""
    row, _ = Access.objects.get_or_create(
        proposal=proposal,
        user=user,
        kind=kind,
        because=because,
        defaults={"given_at": clock.now()},
    )
    return row


def close(proposal, user, because):
    """Shut ``proposal`` to ``user``, whatever else they hold."""
    return grant(proposal, user, Access.Kind.CLOSED, because)


def revoke(proposal, user, kind, because):
    """Take one row back; other rows of the person stay."""
    Access.objects.filter(proposal=proposal, user=user, kind=kind, because=because).delete()


def grant_many(proposals, users, kind, because):
    """Open several proposals to several people at once, in one statement."""
    now = clock.now()
    Access.objects.bulk_create(
        [
            Access(proposal=proposal, user=user, kind=kind, because=because, given_at=now)
            for proposal in proposals
            for user in users
        ],
        ignore_conflicts=True,
    )
