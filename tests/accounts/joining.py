"""How the tests of duplicate entries join two of them, and read what people may then."""

from pyp_portal.accounts import services

WHY = "ขึ้นทะเบียนซ้ำ"


def join(pair, by, **more):
    return services.join_agencies(*pair, by=by, reason=more.pop("reason", WHY), **more)


def rights(membership):
    membership.refresh_from_db()
    return membership.can_edit, membership.can_submit, membership.can_endorse
