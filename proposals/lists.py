"""Lists of the office as files: what is to be screened, and what people asked."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from proposals import changing_lists, permissions, queueing
from proposals.exports import may_fetch as may_fetch_proposals
from proposals.exports import standing
from proposals.models import Call, Enquiry, Extension, PolicyItem
from proposals.services import attempting
from pyp_portal import clock, thai
from pyp_portal.papers import lists
from pyp_portal.papers.lists import Listing

KIND = "proposals.list"
WAITING, ANSWERED, PUBLISHED, ASIDE = "waiting", "answered", "published", "aside"
WHICH = {
    WAITING: Q(answered_at=None, set_aside_at=None),
    ANSWERED: ~Q(answered_at=None),
    PUBLISHED: ~Q(published_at=None),
    ASIDE: ~Q(set_aside_at=None),
}
MOST_TYPED = 100
PAGES = {
    "queue": "proposals:queue",
    "enquiries": "proposals:enquiries",
    "form_versions": "proposals:form_versions",
    "policies": "proposals:policies",
}


def which_in(values):
    """Which questions are asked for; those that wait, where the address names none."""
    asked = values.get("which", WAITING)
    return asked if asked in WHICH else WAITING


def enquiries(user, asked):
    """Questions to the office: the oldest first that wait, the newest first of all others."""
    which = which_in(asked)
    order = ["asked_at", "pk"] if which == WAITING else ["-asked_at", "-pk"]
    words = thai.normalise(asked.get("q", ""))[:MOST_TYPED]
    found = Enquiry.objects.visible_to(user).filter(WHICH[which]).about(words)
    return found.for_list().order_by(*order)


def cases(user, asked):
    """What is to be screened, in the order of the queue."""
    found = queueing.chosen(queueing.in_hand(user), asked.get("whose", queueing.ALL), user)
    return queueing.lines(found.for_list().order_by("rank", "since", "code"))


def attempts(user, asked):
    """Who tried to submit in a call and could not, the latest first."""
    year = asked.get("year", "")
    call = Call.objects.filter(fiscal_year=year).first() if year.isdecimal() else None
    return attempting.attempts(call, user) if call else []


def policies(_user, _asked):
    """Every policy of every list, in the order in which the form offers them."""
    found = PolicyItem.objects.select_related("scheme").prefetch_related("scheme__calls")
    return found.order_by("scheme__kind", "-scheme__code", "pk")


def extensions(_user, asked):
    """More time that was asked for in a call, given or not, the latest first."""
    year = asked.get("year", "")
    found = Extension.objects.filter(call__fiscal_year=int(year) if year.isdecimal() else 0)
    counted = found.annotate(reach=Count("proposals"))
    return counted.select_related("asked_by").prefetch_related("agencies").order_by("-pk")


def to_whom(row):
    """Who gets more time; of drafts, from how complete they are."""
    return f"{row.get_mode_display()} {f'({row.percent}%)' if row.percent else ''}".strip()


LISTINGS = {
    **changing_lists.LISTINGS,
    "queue": Listing(
        _("To be screened"),
        lambda user, _asked: permissions.reads_all(user),
        cases,
        (
            (_("Number"), lambda row: row.proposal.code),
            (_("Title"), lambda row: row.proposal.title_th),
            (_("Agency"), lambda row: str(row.proposal.lead_agency)),
            (_("State"), lambda row: str(row.proposal.state_enum.label)),
            (_("Here since"), lambda row: row.proposal.since),
            (_("Working days here"), lambda row: row.age),
            (_("To be checked by"), lambda row: row.due and clock.localdate(row.due)),
            (_("Working days left"), lambda row: row.left),
            (_("Owner"), lambda row: str(row.proposal.case_owner or "")),
        ),
        takes=("whose",),
    ),
    "policies": Listing(
        _("Lists of policies and themes"),
        lambda user, _asked: permissions.can_keep_call(user),
        policies,
        (
            (_("Code of the list"), lambda row: row.scheme.code),
            (_("Name of the list"), lambda row: row.scheme.name_th),
            (_("Code"), lambda row: row.code),
            (_("Policy"), lambda row: row.name_th),
            (_("In English"), lambda row: row.name_en),
            (_("Calls that use it"), lambda row: ", ".join(map(str, row.scheme.calls.all()))),
        ),
    ),
    "attempts": Listing(
        _("Who tried to submit in vain"),
        lambda user, _asked: permissions.reads_all(user),
        attempts,
        (
            (_("Arrived"), lambda row: row.arrived_at),
            (_("Number"), lambda row: row.proposal.code),
            (_("Title"), lambda row: row.proposal.title_th),
            (_("Agency"), lambda row: str(row.proposal.lead_agency)),
            (_("Reason"), lambda row: row.get_code_display()),
            (_("What it was told"), lambda row: row.sentence),
            (_("Who"), lambda row: str(row.person)),
            (_("State"), lambda row: str(row.proposal.state_enum.label)),
        ),
        takes=("year",),
    ),
    "more_time": Listing(
        _("More time to submit"),
        lambda user, _asked: permissions.reads_all(user),
        extensions,
        (
            (_("To whom"), to_whom),
            (_("New closing time"), lambda row: row.ends_at),
            (_("Reason"), lambda row: row.reason),
            (_("Agencies"), lambda row: ", ".join(str(one) for one in row.agencies.all())),
            (_("Proposals"), lambda row: row.reach),
            (_("Asked by"), lambda row: str(row.asked_by)),
            (_("Asked on"), lambda row: row.asked_at),
            (_("Confirmed on"), lambda row: row.confirmed_at),
        ),
        takes=("year",),
    ),
    "enquiries": Listing(
        _("Questions to the office"),
        lambda user, _asked: user.is_office,
        enquiries,
        (
            (_("Question asked on"), lambda row: row.asked_at),
            (_("The question"), lambda row: row.question),
            (_("Kind"), lambda row: row.get_category_display()),
            (_("Channel"), lambda row: row.get_channel_display()),
            (_("Who asks"), lambda row: str(row.who or "")),
            (_("Agency"), lambda row: str(row.agency or "")),
            (_("Proposal"), lambda row: row.proposal.code if row.proposal else ""),
            (_("The answer"), lambda row: row.answer),
            (_("Answered on"), lambda row: row.answered_at),
            (_("Answered by"), lambda row: str(row.answered_by or "")),
            (_("Made public on"), lambda row: row.published_at),
        ),
        takes=("which", "q"),
    ),
}


def table(export):
    """The list as the asker may see it now."""
    return lists.table(export, LISTINGS, standing(export.asked_by))


def may_fetch(export, user):
    """Who may see the list, and all the proposals that stand in the file (S3, S36)."""
    return lists.may_fetch(export, user, LISTINGS) and may_fetch_proposals(export, user)
