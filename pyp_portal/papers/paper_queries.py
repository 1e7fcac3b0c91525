"""Questions asked of papers: which are official, whose drafts, what waits to be made."""

from django.db.models import Exists, OuterRef

from pyp_portal.papers.emptied import Emptied
from pyp_portal.papers.jobs import JobQuerySet


class PaperQuerySet(JobQuerySet):
    """Questions asked of papers."""

    def official(self):
        return self.filter(is_draft=False)

    def unheld(self):
        """What was emptied is not made any more."""
        return super().unheld().unemptied()

    def unemptied(self):
        """Those whose words are kept.

        Never by a join: an update would then ask in a sub-select, which PostgreSQL does not ask
        again once it has waited for another, so that two would take the same paper.
        """
        return self.exclude(Exists(Emptied.objects.filter(paper=OuterRef("pk"))))

    def of(self, record):
        """The official papers about one record, newest first."""
        about = self.filter(record_type=record._meta.label_lower, record_id=str(record.pk))
        return about.official().order_by("-issued_at", "-pk")

    def standing(self):
        """All but those that a correction took the place of."""
        return self.filter(replaced_at=None)

    def drafts_like(self, paper):
        """The drafts that one person had made of the same document before."""
        same = self.filter(record_type=paper.record_type, record_id=paper.record_id)
        return same.filter(kind=paper.kind, issued_by=paper.issued_by, is_draft=True)

    def for_queue(self):
        """Papers as their keepers list them, newest first: without what they say."""
        return self.select_related("emptied").defer("html", "title").order_by("-pk")

    def for_page(self):
        """Official papers with whom they name, without what they say."""
        beside = ("issued_by", "numbered_by", "wording", "corrects", "correction", "emptied")
        unsaid = ("html", "title", "corrects__html", "correction__html")
        return self.official().select_related(*beside).defer(*unsaid)

    def wanted(self):
        """All but those that wait to be opened for the first time."""
        return self.exclude(is_on_demand=True, attempts=0)

    def due(self):
        return self.waiting().wanted()
