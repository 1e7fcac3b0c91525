"""Join a duplicate entry of the register to the one that is kept; many at once with two people."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.access import require
from pyp_portal.accounts import approvals, emails
from pyp_portal.accounts.duplicate_parts import Moving, parts
from pyp_portal.accounts.models import Agency, Membership, User
from pyp_portal.accounts.permissions import can_confirm_joining, can_join_agencies
from pyp_portal.accounts.refusals import Refused, who_was_first
from pyp_portal.accounts.roles import Role
from pyp_portal.accounts.services.acting import is_near_a_deadline
from pyp_portal.accounts.services.agencies import findable_text
from pyp_portal.accounts.services.duplicate_members import GRANTED
from pyp_portal.history.services import record
from pyp_portal.search import services as search

KIND = "accounts.duplicate"
MOST_ALONE = 3  # proposals of an entry that one administrator may move by themselves
GONE, CAME = "joined to", "took over"


@dataclass(frozen=True)
class Line:
    """What of one part goes over: how many, and some of them for who may see them."""

    part: object
    count: int
    named: list


def preview(moving):
    """What goes over, part by part; only what there is."""
    counted = [(part, part.rows(moving.duplicate).count()) for part in parts()]
    return [Line(part, count, part.named(moving)) for part, count in counted if count]


def stops(moving):
    """The sentences that forbid it; none where it may be done."""
    return [*_of_the_entries(moving), *(said for part in parts() for said in part.stops(moving))]


def notes(moving):
    """What should be known before."""
    return [*_unlike(moving), *(said for part in parts() for said in part.notes(moving))]


def _unlike(moving):
    """Two entries of one agency stand in one place and are of one kind, as a rule."""
    duplicate, kept = moving.duplicate, moving.kept
    if (duplicate.province_id, duplicate.type) != (kept.province_id, kept.type):
        yield _(
            "The two entries are of different provinces or kinds. Make sure that they are the "
            "same agency."
        )


def _of_the_entries(moving):
    duplicate, kept = moving.duplicate, moving.kept
    if duplicate.pk == kept.pk:
        yield _("Choose two different entries.")
    if duplicate.duplicate_of_id:
        yield who_was_first(duplicate, GONE)
    if not kept.exists_today:
        yield _("The entry that is kept has to be of an agency that exists today.")
    if duplicate in kept.ancestors:
        yield _(
            "The entry that is kept belongs to the other one. They are two agencies, or "
            "“belongs to” has to be corrected first."
        )
    if kept.successor_id == duplicate.pk:
        yield _(
            "The entry that is kept was followed by the other one. They are two agencies, or "
            "“followed by” has to be corrected first."
        )


def needs_second(moving):
    """More proposals than one person may move alone, or a deadline is near (S40)."""
    if is_near_a_deadline(clock.now()):
        return True
    grave = (part.rows(moving.duplicate).count() for part in parts() if part.is_grave)
    return sum(grave) > MOST_ALONE


@dataclass(frozen=True)
class Person:
    """A member of the entry that goes, with what they may do there and at the kept one."""

    member: object
    other: object

    @property
    def offered(self):
        """Rights that come over only where they are ticked: (name, words)."""
        field = self.member._meta.get_field
        return [
            (name, field(name).verbose_name)
            for name in GRANTED
            if getattr(self.member, name) and not getattr(self.other, name, False)
        ]


def people(moving):
    """The active members of the entry that goes, each with their membership at the kept one."""
    of = {"agency__in": [moving.duplicate, moving.kept]}
    rows = Membership.objects.active().filter(**of).for_list()
    held = list(rows.order_by("user__sort_key", "user_id"))
    there = {one.user_id: one for one in held if one.agency_id == moving.kept.pk}
    return [
        Person(one, there.get(one.user_id)) for one in held if one.agency_id == moving.duplicate.pk
    ]


# --- The act --------------------------------------------------------------------


@transaction.atomic
def join_agencies(duplicate, kept, *, by, reason, rights=frozenset()):
    """Everything of ``duplicate`` becomes that of ``kept``; answers with what happened.

    That is the kept agency, or the ``Approval`` that waits where a second person has to agree.
    Raises ``Refused`` with the sentence of what stands in the way; then nothing has changed.
    """
    require(can_join_agencies(by))
    moving = _locked(duplicate, kept, by, reason, rights)
    if not reason.strip():
        raise Refused(_("Give a reason."))
    if not needs_second(moving):
        return _join(moving)
    ticks = sorted(f"{uid}:{name}" for uid, name in rights)
    words = {"kept": kept.code, "rights": ticks}
    approval = approvals.propose(KIND, moving.duplicate, by=by, reason=reason, **words)
    others = User.objects.holding(Role.ADMIN, Role.STO_DIRECTOR).exclude(pk=by.pk)
    emails.duplicate_proposed(moving, approval, others)
    return approval


@transaction.atomic
def confirm_joining(approval, *, by):
    """A second person says yes; what stands in the way by then still refuses it."""
    return approvals.confirm(
        approval, by=by, allowed=can_confirm_joining, act=lambda agreed: _join(_again(agreed))
    )


def refuse_joining(approval, *, by, answer):
    """A second person says no, and why."""
    return approvals.refuse(approval, by=by, allowed=can_confirm_joining, answer=answer)


def as_proposed(approval):
    """What somebody proposed: both entries, the reason, and the rights that were ticked."""
    kept = Agency.objects.coded([approval.payload["kept"]])[approval.payload["kept"]]
    ticks = (tick.split(":") for tick in approval.payload["rights"])
    rights = frozenset((UUID(uid), name) for uid, name in ticks)
    duplicate = approvals.record_of(approval)
    return Moving(duplicate, kept, approval.asked_by, approval.reason, rights)


def _again(approval):
    """The same, with the entries locked as they are now."""
    one = as_proposed(approval)
    return _locked(one.duplicate, one.kept, one.by, one.reason, one.rights)


def _locked(duplicate, kept, by, reason, rights):
    """Both entries locked in one order, refused where something stands in the way."""
    keys = [duplicate.pk, kept.pk]
    rows = Agency.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    held = {one.pk: one for one in rows}
    moving = Moving(held[duplicate.pk], held[kept.pk], by, reason.strip(), rights)
    if found := stops(moving):
        raise Refused(" ".join(str(one) for one in found))
    return moving


def catch_up():
    """What was written for an entry just as it was joined goes over too: how many entries.

    Most verbs lock the entry first. Texts that are saved while they are written do not, since all
    who name one partner would wait for each other.
    """
    joined = Agency.objects.exclude(duplicate_of=None).select_related("duplicate_of")
    left = [one for one in joined if any(part.rows(one).exists() for part in parts())]
    for duplicate in left:
        _bring_over(Moving(duplicate, duplicate.duplicate_of, reason=GONE))
    return len(left)


@transaction.atomic
def _bring_over(moving):
    for part in reversed(parts()):
        part.hold(moving)
    for part in parts():
        part.move(part, moving)


def _join(moving):
    """All parts in one order, then the entries themselves; both remember it."""
    duplicate, kept = moving.duplicate, moving.kept
    for part in reversed(parts()):  # a later room locks its own first, then what it stands on
        part.hold(moving)
    moved = {part.label: part.rows(duplicate).count() for part in parts()}
    for part in parts():
        part.move(part, moving)
    duplicate.duplicate_of = kept
    duplicate.save(update_fields=["duplicate_of"])
    search.forget(duplicate)
    search.index(kept, findable_text(kept))
    told = {"reason": moving.reason, "moved": {key: n for key, n in moved.items() if n}}
    names = {"before": duplicate.name_th, "after": kept.name_th}
    record(duplicate, GONE, by=moving.by, kept=kept.code, **names, **told)
    record(kept, CAME, by=moving.by, duplicate=duplicate.code, **names, **told)
    return kept
