"""People, invitations and requests of an entry that is joined to another.

No right arises by it: at the kept agency a person has the rights they had there; from the
other entry comes the right to write alone, and more only where it was ticked by name.
"""

from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from pyp_portal.accounts import emails
from pyp_portal.accounts.duplicate_parts import Part
from pyp_portal.accounts.models import HandOver, Membership
from pyp_portal.history.services import record

GRANTED = ("can_submit", "can_endorse")  # come over only where they are ticked
JOINED = "joined to another agency"


def move_members(part, moving):
    """Each membership goes over; where the person is there already, the two become one."""
    there = {one.user_id: one for one in open_at(moving.kept)}
    for member in open_at(moving.duplicate):
        other = there.get(member.user_id)
        if member.is_active:
            _join_active(member, other, moving)
        elif other:
            _end(member, moving)
    part.rows(moving.duplicate).update(agency=moving.kept)


def open_at(agency):
    """The locked memberships and requests of an agency, in one order for everybody."""
    rows = Membership.objects.select_for_update(of=("self",)).open().filter(agency=agency)
    return rows.order_by("pk")


def _join_active(member, other, moving):
    if other and other.is_active:
        _end(member, moving)
        _grant(other, member, moving)
        stays = other
    else:
        if other:
            _end(other, moving)
        _lower(member, moving)
        stays = member
    record(
        stays,
        JOINED,
        by=moving.by,
        reason=moving.reason,
        before=moving.duplicate.code,
        after=moving.kept.code,
        rights=" ".join(name for name in ("can_edit", *GRANTED) if getattr(stays, name)),
    )
    stays.agency = moving.kept
    emails.agency_joined(stays, moving)


def _grant(stays, member, moving):
    """What was ticked for the person, and nothing else, is added to what they had there."""
    for name in ticked(member, moving.rights):
        setattr(stays, name, True)
    stays.save(update_fields=GRANTED)


def _lower(member, moving):
    """Somebody new at the kept agency: may write as before, more only where it was ticked."""
    given = ticked(member, moving.rights)
    for name in GRANTED:
        setattr(member, name, name in given)
    member.save(update_fields=GRANTED)


def ticked(member, rights):
    """Of what was ticked, what this person had at the entry that goes."""
    return [name for name in GRANTED if getattr(member, name) and (member.uid, name) in rights]


def _end(member, moving):
    """The person has the other one; what was offered by this one is void."""
    now = clock.now()
    void = {"settled_at": now, "outcome": HandOver.Outcome.TAKEN_BACK}
    member.hand_overs.filter(settled_at=None).update(**void)
    member.ended_at = now
    member.save(update_fields=["ended_at"])
    record(member, "ended", by=moving.by, reason=moving.reason)


def move_invitations(part, moving):
    """Open ones go over with the right to write alone; one for an address that has one ends."""
    held = part.rows(moving.kept).filter(accepted_at=None, ended_at=None)
    addresses = set(held.values_list("address", flat=True))
    waiting = part.rows(moving.duplicate).filter(accepted_at=None, ended_at=None)
    waiting.filter(address__in=addresses).update(ended_at=clock.now())
    waiting.update(can_submit=False)
    part.rows(moving.duplicate).update(agency=moving.kept)


PARTS = (
    Part("accounts.Membership", "agency", _("Memberships and requests to join"), move_members),
    Part("accounts.Invitation", "agency", _("Invitations to colleagues"), move_invitations),
    Part("accounts.AgencyRequest", "agency", _("Requests to have an agency entered")),
    Part("accounts.Profile", "agency", _("Posts that people hold")),
    Part("accounts.Agency", "parent", _("Agencies below it")),
    Part("accounts.Agency", "successor", _("Agencies that it followed")),
    Part("accounts.Agency", "duplicate_of", _("Entries joined to it before")),
)
