"""What stands around every page: layout, menu by role, banner of the demo, the portal's time."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock

EVERYONE, SIGNED_IN, WORKSPACE, STAFF = "everyone", "signed in", "workspace", "staff"
COMMITTEE, LAB, AUDITOR, ADMIN, VISITOR = "committee", "lab", "auditor", "admin", "visitor"
LANGUAGE_NAMES = {"th": "ไทย", "en": "English"}


@dataclass(frozen=True)
class Place:
    """A line of a menu: where it leads, its icon, and to whom it is shown."""

    label: str
    url_name: str
    icon: str
    shown_to: frozenset


def place(label, url_name, icon, *shown_to):
    return Place(label, url_name, icon, frozenset(shown_to))


MENU = [
    place(_("Home"), "home", "home", VISITOR),
    place(_("My tasks"), "home", "home", SIGNED_IN),
    place(_("Call for proposals"), "proposals:call", "bookmark", VISITOR, SIGNED_IN),
    place(_("Proposals"), "proposals:list", "list", SIGNED_IN),
    place(_("Committee"), "selection:index", "scale", STAFF, COMMITTEE, AUDITOR),
    place(_("Cohort and lab"), "cohorts:index", "flask", STAFF, LAB, AUDITOR),
    place(_("Check a document"), "papers:verify", "check-circle", VISITOR),
    place(_("Agencies and people"), "accounts:agencies", "users", STAFF, ADMIN),
]
ACCOUNT_MENU = [
    place(_("My details"), "accounts:profile", "user", SIGNED_IN),
    place(_("Password"), "account_change_password", "lock", SIGNED_IN),
    place(_("Two-step sign-in"), "mfa_index", "phone", SIGNED_IN),
]
FOOTER_MENU = [
    place(_("Call for proposals"), "proposals:call", "", EVERYONE),
    place(_("Check a document"), "papers:verify", "", EVERYONE),
]


@dataclass(frozen=True)
class Entry:
    """A line of a menu as this page shows it."""

    label: str
    url: str
    icon: str
    is_current: bool


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
    held = {
        STAFF: user.is_sto_staff,
        AUDITOR: user.is_auditor,
        ADMIN: user.is_portal_admin,
    }
    worn = {hat for hat, is_worn in held.items() if is_worn}
    return frozenset({EVERYONE, SIGNED_IN, *worn, *({WORKSPACE} if worn else ())})


def entries(menu, worn, path):
    """The lines of ``menu`` for these hats; the one this page belongs to is marked."""
    lines = [(line, url_of(line)) for line in menu if line.shown_to & worn]
    here = max((url for _line, url in lines if belongs(path, url)), key=len, default=None)
    return [Entry(line.label, url, line.icon, url == here) for line, url in lines if url]


def url_of(line):
    try:
        return reverse(line.url_name)
    except NoReverseMatch:
        return ""


def belongs(path, url):
    """True when ``path`` is the page at ``url`` or lies below it."""
    return bool(url) and (path == url or (url != "/" and path.startswith(url)))


def initials(name):
    """The first consonants of the names, as on an avatar."""
    return "".join(word.lstrip("เแโใไ")[:1] for word in name.split()[-2:])


def me(user):
    """How the frame names ``user``: by role, or else by agency."""
    if not (user and user.is_authenticated):
        return None
    name = f"{user.given_th} {user.family_th}".strip() or user.email
    return Me(name, initials(name), role_of(user))


def role_of(user):
    if user.is_director:
        return _("Director, PYP Office")
    if user.is_sto_staff:
        return _("Officer, PYP Office")
    if user.is_auditor:
        return _("Auditor")
    if user.is_portal_admin:
        return _("Administrator")
    memberships = user.active_memberships
    return memberships[0].agency if memberships else user.email


def frame(request):
    """Context processor: the same few names on every page."""
    user = getattr(request, "user", None)
    worn = hats(user)
    return {
        "layout": "_layout/app.html" if WORKSPACE in worn else "_layout/public.html",
        "menu": entries(MENU, worn, request.path),
        "account_menu": entries(ACCOUNT_MENU, worn, request.path),
        "footer_menu": entries(FOOTER_MENU, worn, request.path),
        "me": me(user),
        "demo": settings.DEMO,
        "now": clock.now(),
        "languages": LANGUAGE_NAMES,
    }
