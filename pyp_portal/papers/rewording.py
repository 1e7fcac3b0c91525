"""Change the words of a document for a year, or begin a year with those of the last."""

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.history import services as history
from pyp_portal.papers.models import Paper
from pyp_portal.papers.yearly import Wording


class WordingRefused(Exception):
    """What may not be done with the words now; ``sentence`` says why."""

    @property
    def sentence(self):
        return str(self.args[0])


@transaction.atomic
def write(document, year, texts, *, seen, by):
    """Keep new words as the next version; None when they are those that stand.

    ``texts`` are all parts by key. ``seen`` is the version that the page showed (0: shipped);
    raises ``WordingRefused`` when somebody else has written another since.
    """
    standing = Wording.objects.standing(year, document.key)
    if seen != (standing.version if standing else 0):
        raise WordingRefused(stale())
    before = standing.parts if standing else {}
    parts = document.changes(texts)
    if parts == before:
        return None
    row = Wording(year=year, document=document.key, version=seen + 1, parts=parts)
    row = _keep(row, by)
    old = document.worded(before)
    changed = [part.key for part in document.parts if texts[part.key] != old[part.key]]
    verb = "reworded" if parts else "words_reset"
    history.record(row, verb, by=by, before=seen, after=row.version, changed=changed)
    return row


def year_before(year):
    """The newest year before this one that has words of its own, or None."""
    years = Wording.objects.filter(year__lt=year).order_by("-year")
    return years.values_list("year", flat=True).first()


def to_take_over(year, like=None):
    """The versions of the year before that a year can begin with: of documents not yet its own.

    ``like`` names another year to begin with.
    """
    before = like or year_before(year)
    own = Wording.objects.newest_of_year(year)
    found = Wording.objects.newest_of_year(before) if before else {}
    return [row for key, row in found.items() if key not in own and row.parts]


@transaction.atomic
def begin_year(year, *, by, like=None):
    """Take the words of the last year that has any; a document with words of its own keeps them.

    ``like`` names the year instead. Answers with how many documents took words over.
    """
    taken = to_take_over(year, like)
    for row in taken:
        copy = Wording(year=year, document=row.document, version=1, parts=row.parts)
        copy.copied_from = row
        _keep(copy, by)
        history.record(copy, "words_taken_over", by=by, before=row.year, after=year)
    return len(taken)


def let_copies_go(year):
    """Forget the words that a year took over and nobody has changed, copied or printed since.

    For a year that is taken back: opened anew it takes over those of the year it is then like.
    """
    later = Wording.objects.filter(document=OuterRef("document"), version__gt=OuterRef("version"))
    copies = Wording.objects.filter(year=year).exclude(copied_from=None)
    copies = copies.exclude(Exists(later.filter(year=year)))
    copies = copies.exclude(Exists(Wording.objects.filter(copied_from=OuterRef("pk"))))
    copies.exclude(Exists(Paper.objects.filter(wording=OuterRef("pk")))).delete()


def _keep(row, by):
    """Save a version, unless another took its number a moment ago."""
    row.written_at, row.written_by = clock.now(), by
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise WordingRefused(stale()) from None
    return row


def seen(request):
    """The version of the words that the page showed."""
    typed = request.POST.get("seen", "")
    return int(typed[:5]) if typed.isdecimal() else 0


def stale():
    """The sentence for who comes second."""
    return _("Somebody else has changed these words meanwhile. Save again to keep yours.")
