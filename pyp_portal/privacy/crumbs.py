"""Free words in which a person may be named, in the texts of others: which go, which are shown.

What names nobody else (``Names.sure``) is taken out as the person is made anonymous, and the rest
of the text stays. A given name or a family name alone may be a word of every day: those texts
are shown to the two who decide, and the name goes from the ones that they tick.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.conf import settings
from django.core import signing
from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Replace
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.models import Approval
from pyp_portal.outbox.models import Announcement, Invited, Message
from pyp_portal.papers.models import Export, Paper
from pyp_portal.privacy.emails import FAREWELL
from pyp_portal.privacy.holding import Holding
from pyp_portal.privacy.models import RightsRequest
from pyp_portal.privacy.naming import excerpt, holding, names_of, said_in, strike, strike_rows
from pyp_portal.privacy.parting import RECORD, Goes, Stays

STRUCK = _("The name and the addresses taken out; the rest of the text stays")
MOST = 20  # rows of one kind of text that are shown
SALT = "privacy.mention"
BREAK = "\r\n "  # of a line that goes on (RFC 5545, 3.1)


@dataclass(frozen=True)
class Text:
    """One kind of free text: its rows and the columns with words.

    ``seen(user)`` narrows the rows to those of which this officer may read the words on the page
    of an erasure; none where it is None. ``about(row)`` is the number of its record. ``stays``:
    an official record, which is only shown.
    ``wide``: as of a ``Holding``.
    """

    key: str
    title: Promise
    rows: Callable[[], QuerySet]
    columns: tuple
    seen: Callable | None = None
    link: Callable | None = None
    about: Callable = lambda _row: ""
    stays: bool = False
    wide: bool = False

    def naming(self, person):
        """The rows that name the person beyond doubt."""
        return holding(self.rows(), self.columns, names_of(person).sure)

    def take_out(self, rows, erasing):
        """Just the names and addresses go from these rows."""
        keys = rows.model._base_manager.filter(pk__in=rows.values("pk"))
        strike_rows(keys, self.columns, names_of(erasing.person).sure)

    def as_holding(self):
        """The same as a part of what is held about a person."""
        then = Stays(RECORD) if self.stays else Goes(STRUCK, self.take_out)
        return Holding(self.key, self.title, self.naming, (), then, wide=self.wide)


@dataclass(frozen=True)
class Mention:
    """A text that may name a person: what it is, the words around the name, and its page.

    ``key`` is how a form names it; ``is_chosen`` where somebody ticked it.
    """

    text: Text
    key: str
    about: str
    words: str
    url: str
    is_chosen: bool


def all_texts():
    """{key: text} of the foundations and of all rooms."""
    found = [one for name in settings.PERSONAL_TEXTS for one in import_string(name)]
    return {one.key: one for one in found}


def mentions(person, user, chosen):
    """What this officer may look through: (texts to tick, texts that only stay)."""
    names, shown = names_of(person), [one for one in all_texts().values() if one.seen]
    found = [one for text in shown for one in _of(text, names, user, chosen)]
    return [one for one in found if not one.text.stays], [one for one in found if one.text.stays]


def _of(text, names, user, chosen):
    words = names.sure if text.stays else names.maybe
    rows = holding(text.seen(user), text.columns, words)
    if not text.stays and names.sure:  # those go anyway
        rows = rows.exclude(pk__in=holding(text.rows(), text.columns, names.sure).values("pk"))
    for row in rows.order_by("-pk")[:MOST]:
        said = " · ".join(one for name in text.columns for one in said_in(getattr(row, name)))
        key, url = [text.key, row.pk], text.link(row) if text.link else ""
        signed = signing.dumps(key, salt=SALT)
        yield Mention(text, signed, text.about(row), excerpt(said, words), url, key in chosen)


def ticked(keys):
    """[[key, row]] of texts that were ticked; what was not signed by us is left out."""
    found = []
    for key in keys:
        try:
            found.append(signing.loads(key, salt=SALT))
        except signing.BadSignature:
            continue
    return found


def strike_ticked(person, chosen):
    """Take the names out of the texts that two people chose, a given name alone too."""
    names, texts = names_of(person), all_texts()
    for key, row in chosen:
        text = texts.get(key)
        if text and not text.stays:
            rows = text.rows().model._base_manager.filter(pk=row)
            strike_rows(rows, text.columns, (*names.sure, *names.maybe))


def answered():
    """Requests that nobody needs an address for any more, or that came from an account."""
    return RightsRequest.objects.filter(Q(person__isnull=False) | ~Q(outcome=""))


def about_accounts(_user):
    return Approval.objects.filter(record_type__startswith="accounts.")


def of_office(rows):
    """Shown to officers, not to who answers for data alone."""
    return lambda user: rows() if user.is_office else rows().none()


def in_calendars(person):
    """Calendars break their lines anywhere, in the middle of a name too."""
    whole = Replace("calendar", Value(BREAK), Value(""), output_field=TextField())
    named = [Q(whole__icontains=word) for word in names_of(person).sure]
    return Invited.objects.annotate(whole=whole).filter(reduce(or_, named, Q(pk=None)))


def strike_calendars(rows, erasing):
    """What was sent to others is kept without the name, its lines not broken any more."""
    words = names_of(erasing.person).sure
    for row in rows:
        struck = strike(row.whole, words)
        Invited.objects.filter(pk=row.pk).update(calendar=struck)


TEXTS = (
    Text(
        "named_in_requests",
        _("Requests about personal data"),
        answered,
        ("name", "contact", "words", "answer"),
        seen=lambda _user: answered(),
        link=lambda row: row.get_absolute_url(),
    ),
    Text(
        "named_in_second_looks",
        _("What two people decided"),
        Approval.objects.all,
        ("reason", "answer"),
        seen=about_accounts,
    ),
    Text("named_in_exports", _("Titles of exports"), Export.objects.all, ("title", "note")),
    Text(
        "named_in_announcements",
        _("Announcements by e-mail"),
        Announcement.objects.all,
        ("subject_th", "body_th", "subject_en", "body_en"),
        seen=of_office(Announcement.objects.all),
        link=lambda row: row.get_absolute_url(),
    ),
    Text(
        "named_in_messages",
        _("Messages to others"),
        lambda: Message.objects.exclude(template=FAREWELL),
        ("subject", "body", "trouble"),
        wide=True,
    ),
    Text(
        "named_in_papers",
        _("Documents that were issued"),
        Paper.objects.all,
        ("title", "html"),
        stays=True,
        wide=True,
    ),
)
RESTS = (
    *(one.as_holding() for one in TEXTS),
    Holding(
        "named_in_calendars",
        _("Invitations that went into a calendar of others"),
        in_calendars,
        (),
        Goes(STRUCK, strike_calendars),
        wide=True,
    ),
)
