"""How long the foundations keep what is theirs (section 8.1)."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from pyp_portal.accounts.models import User
from pyp_portal.accounts.services import close_account
from pyp_portal.privacy import erasing
from pyp_portal.privacy.holding import all_parts
from pyp_portal.privacy.models import ConsentRecord, RightsRequest
from pyp_portal.privacy.retaining_models import InactiveNotice
from pyp_portal.privacy.schedule import Rule, Then

YEAR = timedelta(days=365)
INACTIVE = 2 * YEAR
WARNED = timedelta(days=30)  # between the word and the closing
CLOSED = timedelta(days=90)  # between the closing and the end of the name
ANSWERED = 5 * YEAR
NO_NAME = "(ลบชื่อแล้ว)"


def idle(moment):
    """Open accounts that nobody has used for two years, and on which no work hangs."""
    found = User.objects.filter(is_active=True, erased_at=None).annotate(
        seen_at=Coalesce("last_login", "date_joined")
    )
    found = found.filter(seen_at__lt=moment - INACTIVE)
    for one in all_parts():
        if one.binds:
            found = found.exclude(Exists(one.binds(OuterRef("pk"))))
    return found


def to_close(moment):
    """Those of them that were told a month ago, and have not signed in since."""
    told = InactiveNotice.objects.filter(told_at__lte=moment - WARNED, closed_at=None)
    return idle(moment).filter(pk__in=told.values("user"))


def close(person, by):
    """No longer in use; an administrator may open it again."""
    with translation.override("th"):
        reason = gettext("Nobody has signed in for two years.")
    close_account(person, by=by, reason=reason)
    InactiveNotice.objects.filter(user=person).update(closed_at=clock.now())
    return {"accounts": 1}


def to_anonymise(moment):
    """Those that were closed so, three months ago, and were not opened again."""
    closed = InactiveNotice.objects.filter(closed_at__lte=moment - CLOSED).values("user")
    return User.objects.filter(pk__in=closed, is_active=False, erased_at=None)


def anonymise(person, by):
    with translation.override("th"):
        reason = gettext("Nobody has signed in for two years.")
    erasing.erase(person, by=by, reason=reason)
    return {"accounts": 1}


def old_requests(moment):
    """Requests of people who wrote on paper; of those with an account no name stands in them."""
    answered = RightsRequest.objects.filter(answered_at__lte=moment - ANSWERED)
    return answered.filter(~Q(name="") & ~Q(name=NO_NAME))


def forget_sender(request, by):
    request.name, request.contact, request.words = NO_NAME, "", NO_NAME
    request.save(update_fields=["name", "contact", "words"])
    return {"requests": 1}


def _seen(person):
    return person.last_login or person.date_joined


def _closed(person):
    return InactiveNotice.objects.get(user=person).closed_at


def old_consents(moment):
    """Consents that were taken back; one that is in force has no end."""
    return ConsentRecord.objects.filter(withdrawn_at__lte=moment - ANSWERED)


def delete_consent(consent, by):
    consent.delete()
    return {"consents": 1}


RULES = (
    Rule(
        "idle-accounts",
        _("Accounts that nobody uses"),
        _("2 years after the last sign-in; the person is told 30 days before"),
        Then.CLOSE,
        due=to_close,
        since=_seen,
        act=close,
    ),
    Rule(
        "closed-accounts",
        _("Accounts closed because nobody used them"),
        _("90 days after the closing"),
        Then.ANONYMISE,
        due=to_anonymise,
        since=_closed,
        act=anonymise,
    ),
    Rule(
        "rights-requests",
        _("Requests about personal data that came on paper"),
        _("5 years after the answer"),
        Then.ANONYMISE,
        due=old_requests,
        since=lambda request: request.answered_at,
        act=forget_sender,
    ),
    Rule(
        "consents",
        _("Consents that were taken back"),
        _("5 years after they were taken back"),
        Then.DELETE,
        due=old_consents,
        since=lambda consent: consent.withdrawn_at,
        act=delete_consent,
        nameless=True,
    ),
    Rule(
        "access-log",
        _("Access log, with network addresses"),
        _("1 year, never less than 90 days"),
        Then.DELETE,
        job="let old reads go",
    ),
    Rule(
        "exports",
        _("Files of exports"),
        _("30 days after they were made"),
        Then.DELETE,
        job="remove old exports",
    ),
    Rule(
        "unfinished-uploads",
        _("Files that were never sent whole"),
        _("48 hours after the last part"),
        Then.DELETE,
        job="remove unfinished uploads",
    ),
    Rule(
        "farewells",
        _("Addresses of people who were made anonymous"),
        _("7 days after the last mail"),
        Then.DELETE,
        job="forget whom a farewell was sent to",
    ),
)
