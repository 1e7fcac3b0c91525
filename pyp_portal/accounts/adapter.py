"""How sign-in meets the portal: letters through the outbox, redirects only to ourselves."""

import uuid

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.db import transaction
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock, rooms
from pyp_portal.accounts.models.sessions import note_sign_in
from pyp_portal.accounts.services.entering import enter, welcome
from pyp_portal.accounts.services.people import index_people
from pyp_portal.accounts.ways import AGAIN, WORDS, ways_of
from pyp_portal.history.middleware import address_of
from pyp_portal.history.services import record
from pyp_portal.outbox.services import post

LETTERS = "accounts/emails/{}.txt"


class SecondFactorAdapter(DefaultMFAAdapter):
    """What the library's second step asks of the site it is in."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "This is not the code, or it was used already. Look once more and type it again."
        ),
    }


class AccountAdapter(DefaultAccountAdapter):
    """What allauth asks of the site it is in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail or the password is not right."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
        "rate_limited": _("Too many requests. Wait a little, then try again."),
    }

    def send_mail(self, template_prefix, email, context):
        """Write the letter to the outbox: a mail server that is down stops nobody's sign-up.

        It goes to the bare address, so that no link in it shows in anybody's inbox here.
        """
        name = template_prefix.rpartition("/")[2]
        context.pop("request", None)
        if "timestamp" in context:
            context["timestamp"] = clock.now()
        post(LETTERS.format(name), to=email, occasion=f"{name}:{uuid.uuid4()}", **context)

    def is_safe_url(self, url):
        """S20: after signing in or out one stays on this site."""
        own = {self.request.get_host()}
        return url_has_allowed_host_and_scheme(url, own, require_https=self.request.is_secure())

    def get_client_ip(self, request):
        """The same address that the history notes, so that limits and history agree."""
        return address_of(request)

    def save_user(self, request, user, form, commit=True):
        """Keep name, telephone, post and the agency asked for with the e-mail."""
        for field in ("title_th", "given_th", "family_th", "phone"):
            setattr(user, field, form.cleaned_data.get(field, ""))
        with transaction.atomic():
            user = super().save_user(request, user, form, commit)
            index_people([user])
            record(user, "signed up", by=user)
            enter(user, **form.entry())
            import_string(rooms.TOLD_ON_SIGNING_UP)(user)
        return user

    def confirm_email(self, request, email_address):
        """From now on what the person asked for on signing up may be decided on."""
        is_confirmed = super().confirm_email(request, email_address)
        if is_confirmed:
            welcome(email_address.user)
        return is_confirmed

    def login(self, request, user):
        """Note when and from where, so that the person can tell the session from others."""
        super().login(request, user)
        agent = request.headers.get("User-Agent", "")
        note_sign_in(request.session, address=address_of(request), agent=agent)
        import_string(rooms.TOLD_AT_SIGN_IN)(request, user)

    def get_reauthentication_methods(self, user):
        """How to show once more who one is, the strongest first.

        The password counts for those alone who have nothing stronger.
        """
        ways = ways_of(user) if user.is_authenticated else []
        return [
            {"id": AGAIN[way], "description": WORDS[way], "url": reverse(AGAIN[way]), "order": n}
            for n, way in enumerate(ways)
        ] or super().get_reauthentication_methods(user)

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Count failures by account and address: a stranger cannot lock anybody out (S35)."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{self.get_client_ip(request)}"
