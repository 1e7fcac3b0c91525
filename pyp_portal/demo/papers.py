"""A few papers of each kind are made with the demo; the rest are made when somebody opens them."""

from pyp_portal.papers.models import Paper
from pyp_portal.papers.tasks import make

OF_EACH_KIND = 2


def make_some():
    """Make the latest papers of each kind now, in this process; the others wait to be opened."""
    for kind in Paper.objects.order_by("kind").values_list("kind", flat=True).distinct():
        for paper in Paper.objects.filter(kind=kind).order_by("-pk")[:OF_EACH_KIND]:
            make(paper.pk)
    Paper.objects.waiting().update(is_on_demand=True)
