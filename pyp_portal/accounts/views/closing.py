"""Closing an account, and opening it again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pyp_portal.access import require
from pyp_portal.accounts import permissions, services
from pyp_portal.accounts.forms import ClosingForm
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.views.people import visible
from pyp_portal.accounts.views.posted import posted

ACTS = {"close": services.close_account, "open": services.open_account}


@require_http_methods(["GET", "POST"])
def close(request, uid):
    """The question with its reason; what is done is what the page asked, however it stands now."""
    person = visible(request, uid)
    require(permissions.can_close_account(person, request.user))
    form = ClosingForm(posted(request), person=person)
    if not form.is_valid():
        return render(request, "components/confirm.html", question(person) | {"form": form})
    act = ACTS[form.cleaned_data["act"]]
    try:
        act(person, by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, _("Done. The person is told by e-mail."))
    return redirect(person)


def question(person):
    """What the page of the question says."""
    words = {"person": person}
    if person.is_active:
        return {
            "title": _("Close the account of %(person)s?") % words,
            "text": _(
                "The person is signed out everywhere at once. Roles, rights and links of theirs "
                "do nothing from then on. What they have done stays in the history."
            ),
            "verb": _("Close the account"),
            "tone": "danger",
            "back_url": person.get_absolute_url(),
        }
    return {
        "title": _("Open the account of %(person)s again?") % words,
        "text": _("The person may sign in again, with the roles and rights that still stand."),
        "verb": _("Open the account again"),
        "back_url": person.get_absolute_url(),
    }
