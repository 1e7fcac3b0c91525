"""Open the call of a year like that of another; change what a call says, within what it may."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proposals.grounds import Grounds, MoveRefused, StaleVersion
from proposals.models import Call, CallDocument
from proposals.stamps import digest
from pyp_portal import clock
from pyp_portal.evening.services import renew_copies
from pyp_portal.history.services import record
from pyp_portal.uploads.models import Scan

ONE_MINUTE = timedelta(minutes=1)
# What belongs to one year alone; every other column of a call is a setting.
OWN = {
    "id", "fiscal_year", "is_practice", "name_th", "name_en", "opens_at", "closes_at",
    "endorsement_due", "selection_due", "lab_starts_on", "lab_ends_on", "briefing_at",
    "last_number", "last_receipt",
}  # fmt: skip
ANNOUNCED = ("opens_at", "closes_at", "grace", "allow_early_draft")  # stand still once it is open
ONLY_WIDER = ("max_per_agency", "max_returns", "revision_days")
LISTS = "policy_schemes"
OF_A_DOCUMENT = ("kind", "title_th", "title_en", "file", "url")


class CallRefused(MoveRefused):
    """What may not be done with a call now."""


def settings_of(row, own):
    """The columns of a row that are not its own."""
    fields = (field for field in row._meta.concrete_fields if field.name not in own)
    return {field.name: getattr(row, field.name) for field in fields}


def on_day(moment, day):
    """The same hour on another day."""
    return timezone.make_aware(datetime.combine(day, timezone.localtime(moment).time()))


def until_day(end, day):
    """The same exclusive end on another last day: 23.59 stays the end of that day."""
    return on_day(end - ONE_MINUTE, day) + ONE_MINUTE


def last_day(end):
    """The last day before an exclusive end."""
    return timezone.localdate(end - ONE_MINUTE)


@transaction.atomic
def open_call_like(source, *, by, fiscal_year, documents=(), **own):
    """A call with the settings, lists and form of another, and names and days of its own.

    ``documents`` are those of the other that it shows too, file and all. Raises ``CallRefused``
    where the year has a call, also when somebody opens it at this very moment.
    """
    kept = settings_of(source, OWN)
    try:
        with transaction.atomic():
            call = Call.objects.create(fiscal_year=fiscal_year, **kept, **own)
    except IntegrityError:
        raise CallRefused(
            _("The year %(year)d has been opened already.") % {"year": fiscal_year}
        ) from None
    call.policy_schemes.set(source.policy_schemes.all())
    added = {"call": call, "added_at": clock.now(), "added_by": by}
    for one in documents:
        facts = {name: getattr(one, name) for name in OF_A_DOCUMENT}
        CallDocument.objects.create(**added, **facts)
    record(call, "year_opened", by=by, like=source.fiscal_year, documents=len(documents))
    renew_copies()
    return call


def documents_to_copy(call):
    """What another year may show too: of no briefing, and no file in which something was found."""
    current = call.documents.current().filter(briefing=None).exclude(file__scan=Scan.FAILED)
    return current.select_related("file")


def mark_of(call):
    """Changes whenever a setting of the call does."""
    return digest(
        [repr(settings_of(call, {"last_number", "last_receipt"})), sorted(lists_of(call))]
    )


def lists_of(call):
    """The codes of the lists of policies from which this call lets choose."""
    return call.policy_schemes.values_list("code", flat=True)


@transaction.atomic
def change_call(call, *, by, reason="", seen=None, schemes=None, **choices):
    """Change settings of a call; what they were stays in the history.

    Once it has opened its window stands still (more time is an act of its own), its limits are
    only made wider, and each change has a reason. ``seen`` is the mark that the page showed.
    """
    call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if seen is not None and seen != mark_of(call):
        raise StaleVersion(
            _("Somebody else changed the call meanwhile. Look at it as it stands now, then save.")
        )
    changed = {k: v for k, v in choices.items() if getattr(call, k) != v}
    found = {name: [getattr(call, name), value] for name, value in changed.items()}
    if schemes is not None and {one.code for one in schemes} != set(lists_of(call)):
        found[LISTS] = [sorted(lists_of(call)), sorted(one.code for one in schemes)]
    if not found:
        return call
    if call.opens_at <= clock.now():
        refuse_what_was_announced(changed, call)
        Grounds(by=by, reason=reason).require_reason()
    if LISTS in found:
        set_lists(call, schemes)
    for name, value in changed.items():
        setattr(call, name, value)
    call.save(update_fields=[*changed])
    record(call, "settings_changed", by=by, reason=reason, changed=found)
    renew_copies()
    return call


def refuse_what_was_announced(changed, call):
    """Raise ``CallRefused`` for what nobody may change under those who write already."""
    if set(changed) & set(ANNOUNCED):
        raise CallRefused(
            _("The call has opened: its window stands. Give more time where it is needed.")
        )
    narrower = any(changed[name] < getattr(call, name) for name in ONLY_WIDER if name in changed)
    if narrower or is_sooner(call, changed):
        raise CallRefused(_("The call has opened: its limits may be made wider, never narrower."))


def is_sooner(call, changed):
    """True where the endorsement would be needed earlier; without a day, with the submission."""
    if "endorsement_due" not in changed:
        return False
    before, after = call.endorsement_due, changed["endorsement_due"]
    return after is None or (before is not None and after < before)


def set_lists(call, schemes):
    """Other lists to choose from; one from which somebody has chosen stays."""
    dropped = call.policy_schemes.exclude(pk__in=[one.pk for one in schemes])
    used = dropped.filter(items__links__proposal__call=call).distinct()
    if names := ", ".join(str(one) for one in used):
        raise CallRefused(
            _("Proposals of this call have chosen from %(lists)s: keep it.") % {"lists": names}
        )
    call.policy_schemes.set(schemes)
