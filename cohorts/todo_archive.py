"""What waits because a year was offered to the National Archives."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from cohorts.models import ArchiveOffer, ArchivePackage
from pyp_portal.papers.jobs import State
from pyp_portal.todo import MOST, Kind, Todo


def to_hand_over(user):
    """Years that were offered and have no answer yet: for administrators."""
    made = ArchivePackage.objects.filter(offer=OuterRef("pk"), export__state=State.MADE)
    waiting = ArchiveOffer.objects.filter(answer="").select_related("cohort__call")
    return Kind(waiting.annotate(is_packed=Exists(made)), archives)


def archives(offers):
    """Pack the records, or enter what the archives answered."""
    for one in offers[:MOST]:
        said = (
            _("The records of %(year)s went to the National Archives: enter their answer")
            if one.is_packed
            else _("The records of %(year)s are offered to the National Archives: make the package")
        )
        yield Todo(
            title=said % {"year": one.cohort.call.fiscal_year},
            url=one.get_absolute_url(),
            icon="file",
        )
