"""What is to be looked at of the house itself: words, the office, holidays, registers, roles."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pyp_portal.accounts.models import Agency, AgencyRequest, RoleGrant
from pyp_portal.accounts.permissions import can_keep_register
from pyp_portal.accounts.roles import Role
from pyp_portal.offdays.models import OffDay
from pyp_portal.outbox.models import Words
from pyp_portal.papers.models import Office, Wording
from pyp_portal.papers.permissions import can_word
from pyp_portal.papers.worded_years import from_now_on
from pyp_portal.papers.wording_views import years as worded_years
from pyp_portal.years.line import Line

NEEDED = (Role.STO_DIRECTOR, Role.STO_STAFF, Role.ADMIN)


def word_lines(whole, user):
    """What papers and letters of the year say."""
    return [papers(whole, can_word(user)), letters(whole, can_word(user)), office(whole, user)]


def papers(whole, may):
    """Papers keep words by year; as shipped where nothing was changed."""
    found = Wording.objects.newest_of_year(whole.year)
    own = sorted((key, row.version) for key, row in found.items() if row.parts)
    taken = [row for row in found.values() if row.copied_from_id]
    page = may and whole.year in worded_years()
    url = reverse("papers:wording_of", args=[whole.year]) if page else ""
    same = bool(whole.like) and len(taken) == len(own)
    return Line("papers", _("Words of papers"), changed(own), own, same, url=url)


def changed(found):
    """How many documents or letters have words of their own."""
    if not found:
        return _("as shipped")
    return ngettext("%(n)d with words of its own", "%(n)d with words of their own", len(found)) % {
        "n": len(found)
    }


def letters(whole, may):
    """The words of letters go on from year to year by themselves."""
    rows = Words.objects.standing_in(whole.year).values()
    own = sorted((row.letter, row.language, row.mark) for row in rows if row.parts)
    ahead = may and whole.year in from_now_on()
    url = f"{reverse('outbox:words_list')}?year={whole.year}" if ahead else ""
    same = bool(whole.like) and not any(row.year == whole.year for row in rows)
    return Line("letters", _("Words of letters"), changed(own), own, same, url=url)


def office(whole, user):
    """What papers say of the office, and who signs."""
    now = Office.objects.standing()
    doubts = () if now.head_name else (_("The name of its head is not written."),)
    url = reverse("papers:office") if can_word(user) else ""
    same = bool(whole.like)
    label = _("The office and its garuda")
    return Line("office", label, now.head_name, now.version, same, doubts=doubts, url=url)


def register_lines(whole, user):
    """What belongs to no single year, but is to be looked at in each."""
    return [holidays(whole), agencies(whole, user), roles(whole)]


def holidays(whole):
    """What the office entered beside the calendar, in the years that the fiscal year touches."""
    year = whole.year - 543
    found = OffDay.objects.standing().filter(day__year__in=[year - 1, year])
    days = sorted(str(day) for day in found.values_list("day", flat=True))
    said = _("the calendar of the government")
    if days:
        text = ngettext(
            "%(n)d day beside the calendar", "%(n)d days beside the calendar", len(days)
        )
        said = text % {"n": len(days)}
    url = f"{reverse('offdays:days')}?year={whole.year}"
    return Line("holidays", _("Holidays of offices"), said, days, bool(whole.like), url=url)


def agencies(whole, user):
    """The register, and who asks to be in it."""
    count, asked = Agency.objects.count(), AgencyRequest.objects.to_decide().count()
    doubts = ()
    if asked:
        text = ngettext(
            "%(n)d agency is to be entered.", "%(n)d agencies are to be entered.", asked
        )
        doubts = (text % {"n": asked},)
    said = ngettext("%(n)d agency", "%(n)d agencies", count) % {"n": count}
    url = reverse("accounts:agencies") if can_keep_register(user) else ""
    same = bool(whole.like)
    return Line("agencies", _("Register of agencies"), said, asked, same, doubts=doubts, url=url)


def roles(whole):
    """Who holds the roles without which the year stands still."""
    grants = RoleGrant.objects.filter(ended_at=None, user__is_active=True)
    held = sorted(grants.values_list("role", "user").distinct())
    kinds = {role for role, _user in held}
    nobody = [str(role.label) for role in NEEDED if role not in kinds]
    lacks = _("Nobody holds: %(roles)s.") % {"roles": ", ".join(nobody)} if nobody else ""
    people = len({user for _role, user in held})
    said = ngettext("%(n)d person with a role", "%(n)d people with a role", people) % {"n": people}
    url, same = reverse("accounts:people"), bool(whole.like)
    return Line("roles", _("People and roles"), said, held, same, lacks=lacks, url=url)
