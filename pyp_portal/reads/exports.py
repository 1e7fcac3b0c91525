"""The registers of the house as files: who read what, people, agencies, messages, papers."""

from hashlib import sha256

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.models import Agency, User
from pyp_portal.imports import exports as import_exports
from pyp_portal.outbox.forms import QueueFilter
from pyp_portal.outbox.models import Announcement, ClosedAddress
from pyp_portal.outbox.permissions import may_announce, may_keep_the_queue
from pyp_portal.papers import lists
from pyp_portal.papers.forms import QueueForm
from pyp_portal.papers.lists import Listing
from pyp_portal.papers.models import Paper
from pyp_portal.papers.permissions import can_tend
from pyp_portal.privacy import exports as privacy_exports
from pyp_portal.reads import waiting_exports, watch_exports
from pyp_portal.reads.forms import AskedForm
from pyp_portal.reads.models import Read
from pyp_portal.reads.permissions import can_read_log
from pyp_portal.reminders import exports as reminder_exports
from pyp_portal.search.services import matching

KIND = "reads.export"
PAGES = {
    "log": "reads:log",
    "people": "accounts:people",
    "agencies": "accounts:agencies",
    "messages": "outbox:list",
    "addresses": "outbox:addresses",
    "announcements": "outbox:announcements",
    "papers": "papers:list",
    **waiting_exports.PAGES,
    **watch_exports.PAGES,
    **reminder_exports.PAGES,
    **privacy_exports.PAGES,
    **import_exports.PAGES,
}


def read_rows(_person, asked):
    form = AskedForm(asked)
    rows = Read.objects.matching(**form.cleaned_data) if form.is_valid() else Read.objects.none()
    return rows.select_related("by").order_by("-pk")


def people(person, asked):
    found = matching(User.objects.visible_to(person).for_list(), asked.get("q", ""))
    return found.order_by("sort_key", "pk")


def agencies(_person, asked):
    acting = Q(memberships__ended_at=None, memberships__approved_at__isnull=False)
    found = matching(Agency.objects.standing().for_list(), asked.get("q", ""))
    counted = found.annotate(acting=Count("memberships", filter=acting))
    return counted.order_by("sort_key", "pk")


def messages(_person, asked):
    return QueueFilter(asked).asked()["messages"].select_related("resolved_by").order_by("-pk")


def addresses(_person, _asked):
    return ClosedAddress.objects.select_related("closed_by", "lifted_by").order_by("-pk")


def announcements(_person, _asked):
    return Announcement.objects.select_related("written_by", "sent_by").order_by("-pk")


def papers(_person, asked):
    return QueueForm(asked).narrow(Paper.objects.for_queue()).select_related("issued_by")


def roles(person):
    held = [one.get_role_display() for one in person.role_grants.all() if one.is_active]
    return ", ".join(map(str, held))


LISTINGS = {
    **waiting_exports.LISTINGS,
    **watch_exports.LISTINGS,
    **reminder_exports.LISTINGS,
    **privacy_exports.LISTINGS,
    **import_exports.LISTINGS,
    "log": Listing(
        _("Access log"),
        lambda user, _asked: can_read_log(user),
        read_rows,
        (
            (_("When"), lambda row: row.at),
            (_("Seen by"), lambda row: str(row.by)),
            (_("E-mail"), lambda row: row.by.email),
            (_("What was read"), lambda row: row.words),
            (_("Concerning"), lambda row: row.about),
            (_("Path"), lambda row: row.path),
            (_("From which address"), lambda row: row.address),
        ),
        takes=("who", "about", "what", "first", "last"),
    ),
    "people": Listing(
        _("People"),
        lambda user, _asked: user.is_office,
        people,
        (
            (_("Name"), str),
            (_("E-mail"), lambda row: row.email),
            (_("Post"), lambda row: row.post.position_th if row.post else ""),
            (_("Agency"), lambda row: str(row.post.agency or "") if row.post else ""),
            (_("Roles"), roles),
        ),
        takes=("q",),
    ),
    "agencies": Listing(
        _("Agencies"),
        lambda user, _asked: user.is_office,
        agencies,
        (
            (_("Code of the agency"), lambda row: row.code),
            (_("Name"), lambda row: row.name_th),
            (_("Kind"), lambda row: row.get_type_display()),
            (_("Belongs to"), lambda row: str(row.parent or "")),
            (_("Level"), lambda row: row.get_level_display() or row.get_sector_display()),
            (_("Province"), lambda row: str(row.province or "")),
            (_("People"), lambda row: row.acting),
        ),
        takes=("q",),
    ),
    "messages": Listing(
        _("Messages on their way"),
        lambda user, _asked: may_keep_the_queue(user),
        messages,
        (
            (_("Written"), lambda row: row.created_at),
            (_("E-mail"), lambda row: row.address),
            (_("Subject"), lambda row: row.subject),
            (_("State"), lambda row: row.get_state_display()),
            (_("Sent on"), lambda row: row.sent_at),
            (_("What happened"), lambda row: row.trouble),
            (_("Decided by"), lambda row: str(row.resolved_by or "")),
        ),
        takes=("state", "q"),
    ),
    "addresses": Listing(
        _("Addresses that came back"),
        lambda user, _asked: may_keep_the_queue(user),
        addresses,
        (
            (_("E-mail"), lambda row: row.address),
            (_("No mail since"), lambda row: row.closed_at),
            (_("Why"), lambda row: row.get_why_display()),
            (_("What the mail server said"), lambda row: row.said),
            (_("Noted by"), lambda row: str(row.closed_by or "")),
            (_("Opened again on"), lambda row: row.lifted_at),
            (_("Opened by"), lambda row: str(row.lifted_by or "")),
            (_("Reason"), lambda row: row.reason),
        ),
    ),
    "announcements": Listing(
        _("Announcements by mail"),
        lambda user, _asked: may_announce(user),
        announcements,
        (
            (_("Subject"), lambda row: row.subject_th),
            (_("State"), lambda row: row.get_stage_display()),
            (_("Written by"), lambda row: str(row.written_by)),
            (_("Sent by"), lambda row: str(row.sent_by or "")),
            (_("Sent on"), lambda row: row.sent_at),
            (_("Addresses"), lambda row: row.count),
        ),
    ),
    "papers": Listing(
        _("Documents"),
        lambda user, _asked: can_tend(user),
        papers,
        (
            (_("Document number"), lambda row: row.number),
            (_("Kind"), lambda row: row.get_kind_display()),
            (_("Issued on"), lambda row: row.issued_at),
            (_("Issued by"), lambda row: str(row.issued_by or "")),
            (_("Official number"), lambda row: row.official_number),
            (_("Date of the official number"), lambda row: row.official_date),
            (_("State"), lambda row: row.stage.label),
            (_("Pages"), lambda row: row.pages),
            (_("Verification hash"), lambda row: row.content_sha256),
        ),
        takes=("state", "q"),
    ),
}


def standing(user):
    """What decides which registers a person sees, as one hash (S36)."""
    return sha256(" ".join(sorted(user.roles)).encode()).hexdigest()


def table(export):
    """The register as the asker may see it now."""
    return lists.table(export, LISTINGS, standing(export.asked_by))


def may_fetch(export, user):
    """Who asked, while they stand as they stood; an auditor who may see the register (S3, S36)."""
    if not lists.may_fetch(export, user, LISTINGS):
        return False
    return export.asked_by_id != user.pk or export.standing == standing(user)
