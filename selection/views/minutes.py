"""The minutes of a meeting: written like a form that saves itself, sent round, certified."""

import uuid

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from proposals.grounds import MoveRefused
from proposals.stamps import digest
from pyp_portal import clock
from pyp_portal.access import require
from selection import minutes_papers, permissions, services
from selection.forms import CirculateForm, CommentAnswerForm, CommentForm
from selection.forms.minutes import LABELS, sent_texts
from selection.models import Minutes, MinutesComment
from selection.services import wording
from selection.views.acting import ask, found_by, press, refusal_of
from selection.views.meetings import meeting_of, open_items
from selection.views.plans import places

MINE, THEIRS = "mine", "theirs"
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
    sent = {"texts": {}, "clashes": {}, "errors": {}}
    if request.method == "POST":
        sent = _keep(request, found, plan)
        if sent["is_whole"]:
            return redirect(found)
    context = {
        "meeting": found,
        "blocks": _blocks(found, plan, request.user, **sent),
        "refusals": sent.get("refusals", []),
        "comments": _comments(found, plan, request.user),
        "tab": uuid.uuid4(),
        "current": "meetings",
    }
    return render(request, "selection/minutes.html", context | places(plan, request.user))


@require_POST
def save_minutes(request, uid):
    """Save the sections that a page sends while one writes (409 where something clashed)."""
    found, plan = found_by(meeting_of, request, uid)
    if request.POST.get("_as", str(request.user.pk)) != str(request.user.pk):
        text = _(
            "Somebody else has signed in in this browser. Sign in as yourself, then send again."
        )
        return JsonResponse({"state": "other_person", "text": text}, status=403)
    sent = _keep(request, found, plan)
    told = _told(found, plan, request.user, sent)
    is_whole = not (sent["clashes"] or sent["refusals"])
    return JsonResponse(told, status=200 if is_whole else 409)


def _keep(request, found, plan):
    """What became of the texts that were posted."""
    post, items = request.POST, list(open_items(found, plan, request.user))
    names = post.getlist("_q") or [*LABELS, *(str(item.uid) for item in items)]
    texts, errors = sent_texts(post, names)
    choices = {name: post.get(f"_choice-{name}", "").partition(":") for name in texts}
    given_up = {name for name, (whose, _colon, _what) in choices.items() if whose == THEIRS}
    sent = {"texts": texts, "errors": errors, "clashes": {}, "saved": {}, "refusals": []}
    try:
        kept = services.keep_texts(
            found,
            {name: text for name, text in texts.items() if name not in given_up},
            was={name: post.get(f"_was-{name}", "") for name in texts},
            chosen={name: what for name, (whose, _c, what) in choices.items() if whose == MINE},
            items=items,
            by=request.user,
        )
    except services.REFUSALS as refused:
        sent["refusals"] = refusal_of(refused)
    else:
        sent |= {"saved": kept.saved, "clashes": kept.clashes}
    sent["texts"] = {n: text for n, text in texts.items() if n not in given_up}
    return sent | {
        "given_up": given_up,
        "is_whole": not (sent["clashes"] or errors or sent["refusals"]),
    }


def _told(found, plan, user, sent):
    """What the page is told, as ``autosave.js`` takes it."""
    state = "clash" if sent["clashes"] else "invalid" if sent["errors"] else "saved"
    blocks = _blocks(found, plan, user, {}, sent["clashes"], sent["errors"])
    blocks = {block["name"]: block for block in blocks}
    return {
        "state": "refused" if sent["refusals"] else state,
        "text": " ".join(sent["refusals"]),
        "version": 0,
        "at": _("%(time)s hrs") % {"time": f"{localtime(clock.now()):%H.%M}"},
        "saved": sent["saved"],
        "mended": False,
        "errors": sent["errors"],
        "clashes": {
            name: render_to_string("selection/_minutes_clash.html", {"block": blocks[name] | mine})
            for name in sent["clashes"]
            for mine in [{"text": sent["texts"][name]}]
        },
        "blocks": {
            name: render_to_string("selection/_minutes_block.html", {"block": blocks[name]})
            for name in sent["given_up"] & blocks.keys()
        },
        "here": "",
    }


def _blocks(found, plan, user, texts=(), clashes=(), errors=(), **_rest):
    """The parts of the minutes in their order, each with the text that stands and what was sent."""
    written = Minutes.objects.filter(meeting=found).first()
    items = list(open_items(found, plan, user))
    drafted = {} if written else wording.of_meeting(found)
    said = {} if written else wording.of_items(found, [i for i in items if not i.text_th])
    stands = {name: getattr(written, name, drafted.get(name, "")) for name in LABELS}
    stands |= {str(item.uid): item.text_th or said.get(item.pk, "") for item in items}
    labels = LABELS | {str(item.uid): f"{item.number} {item.title_th}" for item in items}
    names = [*BEFORE_ITEMS, *(str(item.uid) for item in items), *AFTER_ITEMS]
    texts, clashes, errors = dict(texts), dict(clashes), dict(errors)
    return [
        {
            "name": name,
            "label": labels[name],
            "stands": stands[name],
            "text": texts.get(name, stands[name]),
            "was": digest(stands[name]),
            "is_clash": name in clashes,
            "errors": errors.get(name, []),
            "keep_mine": f"{MINE}:{digest(stands[name])}",
            "keep_theirs": f"{THEIRS}:",
        }
        for name in names
    ]


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
