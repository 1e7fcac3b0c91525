"""A form that was sent after its session had ended waits in the browser's new session.

So does one whose sender has to prove again who they are.

It comes back once the same person has signed in, for two hours; never passwords, and
never to somebody else. Files cannot be kept: the browser must be given them again.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY

from pyp_portal import clock
from pyp_portal.accounts.models import OpenSession

PLACE = "kept form"
LIFETIME = timedelta(hours=2)
MOST_CHARACTERS = 400_000
SECRETS = {"password", "password1", "password2", "oldpassword", "code", "csrfmiddlewaretoken"}


@dataclass(frozen=True)
class KeptForm:
    """What was posted, where to, by whom as far as known, and when."""

    path: str
    fields: list
    file_fields: list
    owner: str
    at: str
    is_asked_again: bool = False

    def is_for(self, user):
        """True while it is fresh, for the one who sent it (unknown: whose browser it is)."""
        is_fresh = clock.now() - datetime.fromisoformat(self.at) < LIFETIME
        return is_fresh and self.owner in ("", str(user.pk))


def posted(request):
    """The form of this request without its secrets, or None where it asked for a password."""
    if SECRETS & set(request.POST) - {"csrfmiddlewaretoken"}:
        return None
    return KeptForm(
        path=request.get_full_path(),
        fields=[[n, v] for n, vs in request.POST.lists() for v in vs if n not in SECRETS],
        file_fields=sorted(request.FILES),
        owner=last_person(request),
        at=clock.now().isoformat(),
    )


def keep(request, *, is_asked_again=False):
    """Put the posted form by; False where it may not or cannot be kept.

    ``is_asked_again``: the session goes on, but the person has to prove again who they are.
    """
    form = posted(request)
    if form is None or not form.fields:
        return False
    if sum(len(name) + len(value) for name, value in form.fields) > MOST_CHARACTERS:
        return False
    request.session[PLACE] = asdict(form) | {"is_asked_again": is_asked_again}
    return True


def take(request):
    """The form that waits for this person, or None; one that is not theirs is thrown away."""
    if PLACE not in request.session:
        return None
    form = KeptForm(**request.session[PLACE])
    if form.is_for(request.user):
        return form
    del request.session[PLACE]
    return None


def last_person(request):
    """The key of the person whose session ended in this browser; empty where none is known."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    ended = OpenSession.objects.filter(session_key=key).first() if key else None
    return str(ended.get_decoded().get(SESSION_KEY, "")) if ended else ""
