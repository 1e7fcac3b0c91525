"""What stands around every page: layout, menu by role, banner of the demo, the portal's time."""

from dataclasses import dataclass
from functools import cache, partial
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from proposals.models import Access
from proposals.whereabouts import plain_path
from pyp_portal import clock
from pyp_portal.desk import badge
from pyp_portal.evening import standing
from pyp_portal.outbox.services import unread_count
from pyp_portal.privacy import noticing
from pyp_portal.serving.middleware import IS_COPY
from selection.models import Seat

EVERYONE, SIGNED_IN, WORKSPACE, STAFF = "everyone", "signed in", "workspace", "staff"
COMMITTEE, LAB, AUDITOR, ADMIN = "committee", "lab", "auditor", "admin"
APPLICANT, VISITOR, DATA_OFFICER = "applicant", "visitor", "data officer"
ROLES = {
    AUDITOR: _("Auditor"),
    ADMIN: _("Administrator"),
    COMMITTEE: _("Committee member"),
    DATA_OFFICER: _("Data protection officer"),
}
LANGUAGE_NAMES = {"th": "ไทย", "en": "English"}


@dataclass(frozen=True)
class Place:
    """A line of a menu: where it leads, its icon, to whom it is shown, and under which head."""

    label: str
    url_name: str
    icon: str
    shown_to: frozenset
    group: str = ""


def place(label, url_name, icon, *shown_to, group=""):
    return Place(label, url_name, icon, frozenset(shown_to), group)


letters = partial(place, group=_("Papers and letters"))
people = partial(place, group=_("People and rights"))
office = partial(place, group=_("Settings and running"))


TASKS = place(_("My tasks"), "home", "home", SIGNED_IN)
MENU = [
    place(_("Home"), "home", "home", VISITOR),
    TASKS,
    place(_("Call for proposals"), "call", "bookmark", VISITOR, SIGNED_IN),
    place(_("Proposals"), "proposals:list", "list", SIGNED_IN),
    place(_("To be screened"), "proposals:queue", "half", STAFF, AUDITOR),
    place(_("Questions to the office"), "proposals:enquiries", "message", STAFF, AUDITOR),
    place(_("My agencies"), "accounts:my_agencies", "users", APPLICANT),
    place(_("Committee"), "selection:index", "scale", STAFF, COMMITTEE, AUDITOR),
    place(_("Cohort and lab"), "cohorts:index", "flask", STAFF, LAB, AUDITOR),
    place(_("Issues"), "issues:list", "grow", VISITOR),
    place(_("Questions and answers"), "proposals:answers", "message", VISITOR),
    place(_("Check a document"), "papers:verify", "check-circle", VISITOR),
    place(_("Opinions to be read"), "cohorts:opinions", "message", STAFF, AUDITOR),
    letters(_("Documents"), "papers:list", "file", STAFF, ADMIN),
    letters(_("Announcements by mail"), "outbox:announcements", "send", STAFF),
    letters(_("Mail queue"), "outbox:list", "mail", STAFF, ADMIN),
    letters(_("Reminders"), "reminders:reminders", "bell", STAFF, ADMIN),
    letters(_("Words of papers"), "papers:wording", "edit", ADMIN),
    letters(_("Words of letters"), "outbox:words_list", "edit", ADMIN),
    people(_("Agencies and people"), "accounts:agencies", "users", STAFF, ADMIN),
    people(_("Provinces"), "provinces:list", "pin", STAFF, ADMIN, AUDITOR),
    people(_("Looking as others"), "accounts:acting", "eye", STAFF, ADMIN, AUDITOR),
    people(_("Personal data"), "privacy:office", "lock", STAFF, ADMIN, AUDITOR, DATA_OFFICER),
    people(_("Who may do what"), "explained:ask", "check-circle", STAFF, ADMIN, AUDITOR),
    people(_("Access log"), "reads:log", "eye", ADMIN, AUDITOR, DATA_OFFICER),
    office(_("Year settings"), "years:year", "gear", STAFF, ADMIN, AUDITOR),
    office(_("Form of the call"), "proposals:form_versions", "edit", ADMIN),
    office(_("Holidays of offices"), "offdays:days", "calendar", STAFF, ADMIN),
    office(_("Check of issued documents"), "papers:inspections", "check-circle", AUDITOR),
    office(_("Work behind the pages"), "queues:queues", "history", STAFF, ADMIN),
    office(_("Last evening"), "evening:evening", "clock", STAFF, ADMIN),
]
ACCOUNT_MENU = [
    place(_("My calendar"), "desk:calendar", "calendar", SIGNED_IN),
    place(_("My details"), "accounts:profile", "user", SIGNED_IN),
    place(_("How I am told"), "preferences:mine", "bell", SIGNED_IN),
    place(_("My questions"), "proposals:my_enquiries", "message", SIGNED_IN),
    place(_("Guides"), "guides:guides", "book", SIGNED_IN),
    place(_("My personal data"), "privacy:mine", "lock", SIGNED_IN),
    place(_("My exports"), "papers:exports", "download", SIGNED_IN),
    place(_("Password"), "account_change_password", "lock", SIGNED_IN),
    place(_("Two-step sign-in"), "mfa_index", "phone", SIGNED_IN),
    place(_("Where I am signed in"), "accounts:sessions", "eye", SIGNED_IN),
]
FOOTER_MENU = [
    place(_("Call for proposals"), "call", "", EVERYONE),
    place(_("Issues"), "issues:list", "", EVERYONE),
    place(_("Spread of the models"), "spread:index", "", EVERYONE),
    place(_("Questions and answers"), "proposals:answers", "", EVERYONE),
    place(_("Guides"), "guides:guides", "", EVERYONE),
    place(_("Check a document"), "papers:verify", "", EVERYONE),
    place(_("Statistics"), "public:statistics", "", EVERYONE),
    place(_("Open data"), "public:open_data", "", EVERYONE),
    place(_("Contact"), "public:contact", "", EVERYONE),
    place(_("Privacy policy"), "public:privacy", "", EVERYONE),
    place(_("Cookies"), "public:cookies", "", EVERYONE),
    place(_("Accessibility statement"), "public:accessibility", "", EVERYONE),
    place(_("Site map"), "public:sitemap", "", EVERYONE),
]


@dataclass(frozen=True)
class Entry:
    """A line of a menu as this page shows it."""

    label: str
    url: str
    icon: str
    is_current: bool
    badge: object = None  # asked only by a page that shows it
    group: str = ""


@dataclass(frozen=True)
class Me:
    """The person who is signed in, as the frame names them."""

    name: str
    initials: str
    role: str


def hats(user):
    """All the capacities in which this person looks at the portal."""
    if not (user and user.is_authenticated):
        return frozenset({EVERYONE, VISITOR})
    worn = offices(user)
    if not worn - {DATA_OFFICER}:  # who answers for data may work on proposals too
        worn |= {APPLICANT, *seats(user)}
    works_here = {WORKSPACE} if worn - {APPLICANT} else set()
    return frozenset({EVERYONE, SIGNED_IN, *worn, *works_here})


def offices(user):
    """What the office has entrusted to this person."""
    held = {
        STAFF: user.is_sto_staff,
        AUDITOR: user.is_auditor,
        ADMIN: user.is_portal_admin,
        DATA_OFFICER: user.is_data_officer,
    }
    return {hat for hat, is_held in held.items() if is_held}


def seats(user):
    """Where the rooms have given this person a seat: committee, lab, both or neither."""
    sits = Seat.objects.filter(user=OuterRef("pk"), ended_at=None)
    works = Access.objects.filter(user=OuterRef("pk"), kind=Access.Kind.TEAM)
    found = get_user_model().objects.filter(pk=user.pk).values_list(Exists(sits), Exists(works))
    taken = zip((COMMITTEE, LAB), found[0], strict=True)
    return {hat for hat, is_taken in taken if is_taken}


def entries(menu, worn, path, waiting=None):
    """The lines of ``menu`` for these hats; the one this page belongs to is marked.

    ``waiting`` tells how many tasks wait, beside the line that leads to them.
    """
    lines = [(line, reverse(line.url_name)) for line in menu if line.shown_to & worn]
    here = max((url for _line, url in lines if belongs(path, url)), key=len, default=None)
    return [
        Entry(
            line.label, url, line.icon, url == here, waiting if line is TASKS else None, line.group
        )
        for line, url in lines
    ]


def belongs(path, url):
    """True when ``path`` is the page at ``url`` or lies below it."""
    return path == url or (url != "/" and path.startswith(url))


def initials(name):
    """The first consonants of the names, as on an avatar."""
    return "".join(word.lstrip("เแโใไ")[:1] for word in name.split()[-2:])


def me(user, worn):
    """How the frame names ``user``; nobody who is not signed in."""
    if SIGNED_IN not in worn:
        return None
    name = f"{user.given_th} {user.family_th}".strip() or user.email
    return Me(name, initials(name), role_of(user, worn))


def role_of(user, worn):
    """The office this person holds, or else the agency they come from, or the lab they work in."""
    if STAFF in worn:
        return _("Director, PYP Office") if user.is_director else _("Officer, PYP Office")
    for hat, words in ROLES.items():
        if hat in worn:
            return words
    memberships = user.active_memberships
    if memberships:
        return memberships[0].agency
    return _("Participant in the lab") if LAB in worn else user.email


def help_url(request):
    """Where this page asks for help: the question then knows from which page it came."""
    path = plain_path(request.path, getattr(request, "resolver_match", None))
    url = reverse("proposals:ask")
    return f"{url}?{urlencode({'from': path})}" if path and path != url else url


def frame(request):
    """Context processor: the same few names on every page."""
    user = getattr(request, "user", None)
    worn = hats(user)
    return {
        "layout": "_layout/app.html" if WORKSPACE in worn else "_layout/public.html",
        "menu": entries(MENU, worn, request.path, cache(partial(badge.shown, user))),
        "account_menu": entries(ACCOUNT_MENU, worn, request.path),
        "footer_menu": entries(FOOTER_MENU, worn, request.path),
        "me": me(user, worn),
        "worn": worn,
        "unread": partial(unread_count, user) if SIGNED_IN in worn else 0,
        "identity_name": settings.IDENTITY_NAME,
        "acting": getattr(request, "acting", None),
        "notice_due": noticing.due(request) if SIGNED_IN in worn else None,
        "demo": settings.DEMO,
        "office_phone": settings.OFFICE_PHONE,
        "banners_now": standing.banners(),
        "resting": standing.is_on(),
        "read_only": settings.READ_ONLY,
        "copied_at": request.META.get(IS_COPY),
        "now": clock.now(),
        "languages": LANGUAGE_NAMES,
        "help_url": help_url(request),
    }
