"""A person's own messages, and the queue that the office keeps an eye on."""

from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pyp_portal.access import require
from pyp_portal.outbox import services
from pyp_portal.outbox.forms import InboxFilter, QueueFilter, ResolveForm
from pyp_portal.outbox.models import ClosedAddress, Message, MessageState
from pyp_portal.outbox.permissions import may_keep_the_queue

PAGE = 25


def one_page(queryset, after):
    """The messages of a page, and the key of the next one where there is more."""
    found = list(queryset.page(after, PAGE + 1))
    return found[:PAGE], found[PAGE - 1].uid if len(found) > PAGE else None


@require_GET
def inbox(request):
    """What the portal told me, newest first."""
    asked = InboxFilter(request.GET).asked()
    mine = Message.objects.visible_to(request.user)
    page, next_key = one_page(mine.unread() if asked["unread"] else mine, asked["after"])
    context = {
        "page": page,
        "next_key": next_key,
        "previous_key": asked["after"],
        "only_unread": asked["unread"],
        "unread": services.unread_count(request.user),
        "closed": ClosedAddress.objects.of(request.user.email).first(),
    }
    return render(request, "outbox/inbox.html", context)


@require_POST
def read(request, uid):
    """Mark one of my messages as read."""
    message = get_object_or_404(Message.objects.visible_to(request.user), uid=uid)
    services.mark_read(Message.objects.filter(pk=message.pk))
    return redirect(_back(request))


@require_POST
def read_all(request):
    """Mark all my messages as read."""
    services.mark_read(Message.objects.visible_to(request.user))
    return redirect("outbox:inbox")


def _back(request):
    """The page of the inbox the button stood on."""
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return back if is_ours else "outbox:inbox"


@require_GET
def queue(request):
    """Every message by state: what waits, what was refused, what needs a person."""
    require(may_keep_the_queue(request.user))
    asked = QueueFilter(request.GET).asked()
    page, next_key = one_page(asked["messages"].select_related("resolved_by"), asked["after"])
    context = {
        "page": page,
        "next_key": next_key,
        "previous_key": asked["after"],
        "state": asked["state"],
        "q": asked["q"],
        "counts": _counts(),
        "test_address": settings.MAIL_TEST_ADDRESS,
    }
    return render(request, "outbox/queue.html", context)


def _counts():
    """How many messages are in each state but "sent"."""
    counted = (
        Message.objects.exclude(state=MessageState.SENT)
        .order_by()
        .values("state")
        .annotate(n=Count("pk"))
    )
    return {row["state"]: row["n"] for row in counted}


@require_POST
def resolve(request, uid):
    """A person says of a refused or uncertain message: it arrived, or send it again."""
    require(may_keep_the_queue(request.user))
    message = get_object_or_404(Message, uid=uid)
    form = ResolveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose whether the message arrived or is to be sent again."))
    elif services.resolve(message, form.arrived, by=request.user):
        messages.success(request, _("Your decision on the message is kept."))
    else:
        messages.warning(request, _("Somebody decided on this message before you."))
    return redirect("outbox:list")
