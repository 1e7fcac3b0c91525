"""The minutes of a meeting: written like a form that saves itself, sent round, certified."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from proposals.grounds import MoveRefused
from pyp_portal.access import require
from selection import minutes_papers, permissions, services
from selection.forms import CirculateForm, CommentAnswerForm, CommentForm
from selection.forms.minutes import LABELS, sent_texts
from selection.models import Minutes, MinutesComment
from selection.services import wording
from selection.views import texts
from selection.views.acting import ask, found_by, press
from selection.views.meetings import meeting_of, open_items
from selection.views.plans import places

BEFORE_ITEMS = ("opening_th", "previous_th", "followup_th", "info_th")
AFTER_ITEMS = ("closing_th", "recording_th")

certify = press(
    meeting_of,
    services.certify_minutes,
    gettext_lazy("The minutes are certified and frozen."),
    rule=permissions.can_certify,
)


@require_http_methods(["GET", "POST"])
def minutes(request, uid):
    """Write the minutes; a text that somebody else changed meanwhile is shown beside one's own."""
    found, plan = found_by(meeting_of, request, uid)
    sent = texts.Sent()
    if request.method == "POST":
        sent = _put(request, found, plan)
        if sent.is_whole:
            return redirect(found)
    context = {
        "meeting": found,
        "blocks": _blocks(found, plan, request.user, sent),
        "refusals": sent.refusals,
        "comments": _comments(found, plan, request.user),
        "tab": uuid.uuid4(),
        "current": "meetings",
    }
    return render(request, "selection/minutes.html", context | places(plan, request.user))


@require_POST
def save_minutes(request, uid):
    """Save the sections that a page sends while one writes (409 where something clashed)."""
    found, plan = found_by(meeting_of, request, uid)
    if refusal := texts.other_person(request):
        return refusal
    sent = _put(request, found, plan)
    return texts.told(sent, _blocks(found, plan, request.user, texts.Sent()))


def _put(request, found, plan):
    """What became of the texts that were posted."""
    items = list(open_items(found, plan, request.user))
    names = request.POST.getlist("_q") or [*LABELS, *(str(item.uid) for item in items)]
    verb = partial(services.keep_texts, found, items=items, by=request.user)
    return texts.put(request.POST, names, sent_texts, verb)


def _blocks(found, plan, user, sent):
    """The parts of the minutes in their order, each with the text that stands and what was sent."""
    written = Minutes.objects.filter(meeting=found).first()
    items = list(open_items(found, plan, user))
    drafted = {} if written else wording.of_meeting(found)
    said = {} if written else wording.of_items(found, [i for i in items if not i.text_th])
    stands = {name: getattr(written, name, drafted.get(name, "")) for name in LABELS}
    stands |= {str(item.uid): item.text_th or said.get(item.pk, "") for item in items}
    labels = LABELS | {str(item.uid): f"{item.number} {item.title_th}" for item in items}
    names = [*BEFORE_ITEMS, *(str(item.uid) for item in items), *AFTER_ITEMS]
    return texts.blocks({name: labels[name] for name in names}, stands, sent)


def _comments(found, plan, user):
    """What members want changed, as far as it is about what this person may know of."""
    written = getattr(found, "minutes", None)
    if written is None:
        return []
    closed = user.accesses.filter(kind="closed").values("proposal")
    comments = written.comments.exclude(item__proposal__in=closed)
    return comments.select_related("seat__user", "item", "answered_by")


@require_http_methods(["GET", "POST"])
def send_round(request, uid):
    """Send the minutes to the members for comments until a day."""
    found, _plan = found_by(meeting_of, request, uid)
    return ask(
        request,
        CirculateForm(request.POST or None),
        lambda form: services.circulate(found, by=request.user, **form.cleaned_data),
        done=_("The minutes go round. Every member has been told until when to comment."),
        back=found,
        title=_("Send the minutes of meeting %(label)s round") % {"label": found.label},
        text=_("They can be certified after the last day for comments, once all are answered."),
        verb=_("Send them round"),
    )


@require_http_methods(["GET", "POST"])
def read_minutes(request, uid):
    """The minutes without what is closed to the reader; members comment here (K11)."""
    found, plan = meeting_of(request, uid)
    written = getattr(found, "minutes", None)
    if written is None or not permissions.can_read_minutes(written, plan, request.user):
        raise Http404
    items, seat = open_items(found, plan, request.user), plan.seat_of(request.user)
    form = CommentForm(request.POST or None, items=items)
    if request.method == "POST":
        require(seat is not None)
        if form.is_valid() and _commented(request, found, seat, form):
            return redirect(request.path)
    context = {
        "form": form if seat and (written.takes_comments or form.errors) else None,
        "comments": _comments(found, plan, request.user),
        "current": "meetings",
    }
    context |= minutes_papers.minutes_context(found, items) | places(plan, request.user)
    return render(request, "selection/read_minutes.html", context)


def _commented(request, found, seat, form):
    """Keep the comment; False where a sentence stands in the way, with what was typed."""
    said = form.cleaned_data
    try:
        services.comment(found, seat, said["text"], item=said["item"])
    except MoveRefused as refused:
        form.add_error(None, refused.sentence)
        return False
    messages.success(request, _("Your comment is with the secretary."))
    return True


@require_http_methods(["GET", "POST"])
def answer(request, uid):
    """Say what became of a comment."""
    made = get_object_or_404(MinutesComment.objects.select_related("minutes__meeting"), uid=uid)
    found, plan = found_by(meeting_of, request, made.minutes.meeting.uid)
    made = get_object_or_404(_comments(found, plan, request.user), uid=uid)
    return ask(
        request,
        CommentAnswerForm(request.POST or None, initial={"answer": made.answer_th}),
        lambda form: services.answer_comment(made, form.cleaned_data["answer"], by=request.user),
        done=_("The comment is answered."),
        back=found,
        title=_("Comment of %(name)s") % {"name": made.seat},
        text=made.text_th,
        verb=_("Keep the answer"),
    )
