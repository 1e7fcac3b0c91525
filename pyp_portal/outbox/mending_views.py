"""One message and what became of it; addresses that came back."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from pyp_portal.access import require
from pyp_portal.history.services import timeline
from pyp_portal.outbox import addresses, resending
from pyp_portal.outbox.mending_forms import CameBackForm, ReasonForm, ResendForm
from pyp_portal.outbox.models import ClosedAddress, Message
from pyp_portal.outbox.permissions import may_keep_the_queue
from pyp_portal.paging import one_page, uid_in

PAGE = 50
TRIES = 100


@require_GET
def message(request, uid):
    """Each try to send it, what the server said, and what may be done; never its words.

    Letters carry links that let their receiver in: nobody else reads them here.
    """
    require(may_keep_the_queue(request.user))
    found = get_object_or_404(Message.objects.select_related("recipient", "asked_by"), uid=uid)
    return _shown(request, found, CameBackForm())


def _shown(request, found, form):
    context = {
        "message": found,
        "tries": found.tries.order_by("-pk")[:TRIES],
        "events": timeline(found).order_by("-seq")[:TRIES],
        "closed": ClosedAddress.objects.of(found.address).first(),
        "form": form,
        "test_address": settings.MAIL_TEST_ADDRESS,
    }
    return render(request, "outbox/message.html", context)


@require_POST
def came_back(request, uid):
    """An officer saw this mail come back."""
    require(may_keep_the_queue(request.user))
    found = get_object_or_404(Message.objects.select_related("recipient", "asked_by"), uid=uid)
    form = CameBackForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form)
    said, is_gone = form.cleaned_data["said"], form.is_gone
    try:
        addresses.came_back(found, by=request.user, said=said, is_gone=is_gone)
    except ValidationError as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, _("It is noted that this mail came back."))
    return redirect(found)


@require_POST
def resend(request):
    """Send one or several messages once more; which ones is shown first, and why is asked."""
    require(may_keep_the_queue(request.user))
    form = ResendForm(request.POST)
    if "uids" in form.errors:
        messages.error(request, " ".join(form.errors["uids"]))
        return redirect("outbox:list")
    chosen = form.cleaned_data["uids"]
    if not form.is_valid():
        return _asked_why(request, chosen, form)
    sent = resending.resend(chosen, by=request.user, reason=form.cleaned_data["reason"])
    _tell(request, sent, len(chosen))
    return redirect(chosen[0] if len(chosen) == 1 else "outbox:list")


def _asked_why(request, chosen, form):
    """The chosen messages, and the question why; not yet an error where none was typed yet."""
    if "reason" not in request.POST:
        form = ResendForm(initial={"uids": chosen})
    return render(request, "outbox/resend.html", {"chosen": chosen, "form": form})


def _tell(request, sent, chosen):
    """How many are on their way, and how many are not."""
    if sent:
        words = ngettext("%(n)d message goes once more.", "%(n)d messages go once more.", sent)
        messages.success(request, words % {"n": sent})
    if left := chosen - sent:
        words = ngettext(
            "%(n)d message was left out: it is on its way, or its address came back.",
            "%(n)d messages were left out: they are on their way, or their addresses came back.",
            left,
        )
        messages.warning(request, words % {"n": left})


@require_GET
def closed(request):
    """Addresses to which nothing is sent, and those that were opened again."""
    require(may_keep_the_queue(request.user))
    rows = ClosedAddress.objects.select_related("closed_by", "lifted_by", "message")
    page = one_page(rows, ["-pk"], uid_in(request.GET, "after"), "uid", PAGE)
    return render(request, "outbox/addresses.html", {"page": page, "form": ReasonForm()})


@require_POST
def lift(request, uid):
    """Send to an address again, with a reason."""
    require(may_keep_the_queue(request.user))
    found = get_object_or_404(ClosedAddress, uid=uid)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why the address is good again, in at least 5 characters."))
        return redirect("outbox:addresses")
    try:
        held = addresses.lift(found, by=request.user, reason=form.cleaned_data["reason"])
    except ValidationError as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, _opened(held))
    return redirect("outbox:addresses")


def _opened(held):
    """What is done with what was held back meanwhile."""
    if not held:
        return _("The address is open again.")
    words = ngettext(
        "The address is open again. %(n)d mail that was held back can be sent from the queue.",
        "The address is open again. %(n)d mails that were held back can be sent from the queue.",
        held,
    )
    return words % {"n": held}
