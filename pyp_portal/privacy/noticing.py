"""Begin a version of the notice, write it, publish it from a day on, note who has read it."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.accounts.refusals import Refused, who_was_first
from pyp_portal.history.services import record
from pyp_portal.privacy import standing
from pyp_portal.privacy.models import Notice, Sight
from pyp_portal.privacy.notice_parts import LANGUAGES, keys

DUE = "notice_to_read"  # in the session: the number of the version that was not read yet


def begin(by):
    """The draft of the next version, with the words of the last; there is one at a time."""
    try:
        with transaction.atomic():
            return Notice.objects.drafts().first() or _copy(by)
    except IntegrityError:  # a colleague began it at the same moment
        return Notice.objects.drafts().get()


def _copy(by):
    last = Notice.objects.order_by("-number").first()
    made = Notice.objects.create(
        number=last.number + 1, words=last.words, written_by=by, written_at=clock.now()
    )
    record(made, "begun", by=by, number=made.number)
    return made


@transaction.atomic
def write(notice, *, by, version, words):
    """Keep the words of a draft; Refused where it is published, ValidationError where it moved."""
    held = _draft(notice, version)
    held.words, held.written_by, held.written_at = words, by, clock.now()
    held.version += 1
    held.save(update_fields=["words", "written_by", "written_at", "version"])
    record(held, "written", by=by)
    return held


def _draft(notice, version):
    """The draft, locked, as its page showed it."""
    held = Notice.objects.select_for_update().get(pk=notice.pk)
    if not held.is_draft:
        raise Refused(who_was_first(held, "published"))
    if held.version != version:
        raise ValidationError(
            _("Somebody else wrote in this notice meanwhile. Look at it once more.")
        )
    return held


def missing(words):
    """The keys of the parts that are not said in every language."""
    return [key for key in keys() if not all(words.get(key, {}).get(one) for one in LANGUAGES)]


@transaction.atomic
def publish(notice, *, by, version, valid_from):
    """From this day on it holds, and people are told at their next sign-in; once."""
    held = _draft(notice, version)
    last = Notice.objects.published().order_by("-number").first()
    if missing(held.words):
        raise ValidationError(_("Some parts are still empty in Thai or in English."))
    if valid_from < max(clock.today(), last.valid_from):
        raise ValidationError(
            _("A notice holds from today or later, and not before the version that came first.")
        )
    held.published_by, held.published_at, held.valid_from = by, clock.now(), valid_from
    held.save(update_fields=["published_by", "published_at", "valid_from"])
    record(held, "published", by=by, number=held.number, valid_from=valid_from)
    transaction.on_commit(standing.forget)
    return held


def shown_to(person):
    """That this person has the notice of today before them, for the first time or again."""
    return Sight.objects.get_or_create(
        person=person, notice_id=standing.current().number, defaults={"shown_at": clock.now()}
    )[0]


def at_sign_in(request, person):
    """Who has not read the version of today sees a line about it until they press that they have.

    It stops nobody: every page works as before (section 23 asks that people are told).
    """
    seen = shown_to(person)
    if seen.read_at is None:
        request.session[DUE] = seen.notice_id


def due(request):
    """The number of the version that this session has yet to read; None where there is none."""
    return getattr(request, "session", {}).get(DUE)


def read(request):
    """The person has read the version that their pages name."""
    number = request.session.pop(DUE, None)
    if number:
        unread = Sight.objects.filter(person=request.user, notice_id=number, read_at=None)
        unread.update(read_at=clock.now())
