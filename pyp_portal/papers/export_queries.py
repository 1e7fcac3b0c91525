"""Questions asked of exports: whose they are, which is next, how long they are kept."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from pyp_portal import clock
from pyp_portal.papers.jobs import JobQuerySet, State

KEPT = timedelta(days=30)  # how long the file of an export can be fetched
PATIENCE = timedelta(minutes=2)  # who waits for it on its page needs no mail
TOLD_WITHIN = timedelta(days=1)


class ExportQuerySet(JobQuerySet):
    """Questions asked of exports."""

    def visible_to(self, user):
        """S3: one's own; the auditor sees all. The twin of ``permissions.can_view``."""
        return self if user.is_auditor else self.filter(asked_by=user.pk)

    def kept(self):
        """Those whose file can still be there, newest first."""
        return self.filter(asked_at__gt=clock.now() - KEPT).order_by("-pk")

    def outdated(self):
        """Those whose file was kept long enough."""
        old = self.filter(asked_at__lte=clock.now() - KEPT)
        return old.exclude(file="", claim=None, pieces=[])

    def to_fetch(self, user):
        """Those that are ready for who asked, who has not taken them yet; newest first."""
        return self.kept().filter(asked_by=user.pk, state=State.MADE, fetched_at=None)

    def to_tell(self):
        """Those that are ready for a while, and that nobody took or was told of."""
        now = clock.now()
        ready = self.filter(state=State.MADE, fetched_at=None, told_at=None)
        return ready.filter(made_at__range=(now - TOLD_WITHIN, now - PATIENCE))

    def beside(self, export):
        """What the same person asked for and waits for as well."""
        return self.filter(asked_by=export.asked_by_id, state=State.QUEUED).exclude(pk=export.pk)

    def in_turn(self):
        """What is to be made next of each person: one at a time, the least tried first."""
        same = self.model.objects.filter(asked_by=OuterRef("asked_by"), state=State.QUEUED)
        earlier = Q(attempts=OuterRef("attempts"), pk__lt=OuterRef("pk"))
        before = same.waiting().filter(Q(attempts__lt=OuterRef("attempts")) | earlier)
        return self.waiting().filter(~Exists(before), ~Exists(same.held()))

    def due(self):
        """What a sweep rings for: nobody's second file before another's first."""
        return self.in_turn()
