"""Comments of colleagues on the fields of a proposal."""

from dataclasses import dataclass
from functools import partial

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from proposals import permissions, reading
from proposals.forms.talking import CommentForm
from proposals.models import Comment
from proposals.questions import STEPS, Kind
from proposals.services import talking
from proposals.views.finding import attempt, find
from proposals.views.records import frame
from pyp_portal.access import require
from pyp_portal.accounts.views.posted import uid_of


@dataclass(frozen=True)
class Thread:
    """A comment with what was answered, and the form to answer it."""

    first: Comment
    form: CommentForm


@require_GET
def comments(request, code):
    """All threads by field, those that wait first; and every field, to begin another."""
    proposal, context = frame(request, code, "comments")
    require(permissions.can_talk(proposal, request.user))
    found = threads_of(proposal.comments.all())
    fields = [(question, threads_on(found, question)) for question in proposal.form.questions]
    more = writing(proposal, request.user) | {
        "fields": [(question, threads) for question, threads in fields if threads],
        "steps": [(proposal.form.step_words(s)[0], asked_in(proposal.form, s)) for s in STEPS],
    }
    return render(request, "proposals/comments.html", context | more)


@require_http_methods(["GET", "POST"])
def on_field(request, code, name):
    """One field: its answer as it stands, what was said of it, and what one has to say."""
    proposal, context = frame(request, code, "comments")
    require(permissions.can_talk(proposal, request.user))
    question = question_of(proposal.form, name)
    thread = answered_in(request, proposal, name)
    form = CommentForm(request.POST or None, thread=thread)
    if form.is_valid() and say(request, proposal, name, thread, form.cleaned_data):
        return redirect("proposals:comments_on", code, name)
    more = writing(proposal, request.user) | {
        "question": question,
        "answer": reading.read(question, proposal.answered(), reading.Glossary(proposal.form)),
        "threads": threads_of(proposal.comments.filter(question=name), thread and form),
        "form": CommentForm() if thread else form,
        "wrong": form if form.is_bound else None,
    }
    return render(request, "proposals/comments_on.html", context | more)


def say(request, proposal, name, thread, data):
    """Call the verb; True when it is said."""
    at = request.arrived_at
    verb = partial(talking.comment, proposal, name, data["text"], request.user)
    done = _("Your comment is there.")
    return attempt(request, proposal, lambda: verb(key=data["key"], to=thread, at=at), done)


@require_POST
def settle(request, code, uid):
    """Resolve a thread, or take it up again; back to its field."""
    proposal = find(request, code)
    require(permissions.can_talk(proposal, request.user))
    thread = get_object_or_404(proposal.comments.threads(), uid=uid)
    verb, done = (
        (talking.resolve, _("The comment is resolved."))
        if "resolve" in request.POST
        else (talking.reopen, _("The comment is open again."))
    )
    attempt(request, proposal, partial(verb, thread, request.user, at=request.arrived_at), done)
    return redirect(page_of(thread, code))


def page_of(thread, code):
    """The page of a thread's field, at the thread."""
    args, fragment = [code, thread.question], f"t-{thread.uid}"
    return reverse("proposals:comments_on", args=args, fragment=fragment)


# --- What the pages show ----------------------------------------------------------------


def writing(proposal, user):
    """Whether anything may be said or written now."""
    may_edit = permissions.can_edit(proposal, user)
    return {"may_write": proposal.takes_answers, "may_edit": may_edit}


def threads_of(comments, bound=None):
    """Threads with their answers, those that wait first; ``bound`` answers one of them."""
    replies = Comment.objects.select_related("by")
    found = comments.threads().select_related("by", "resolved_by")
    found = found.prefetch_related(Prefetch("replies", replies))
    threads = sorted(found, key=lambda thread: thread.resolved_at is not None)
    return [Thread(one, form_for(one, bound)) for one in threads]


def form_for(thread, bound):
    is_its_own = bound is not None and bound.data.get("to") == str(thread.uid)
    return bound if is_its_own else CommentForm(thread=thread)


def threads_on(threads, question):
    return [thread for thread in threads if thread.first.question == question.name]


def asked_in(form, step):
    """The questions of a step on which one may comment."""
    return [question for question in form.of_step(step) if question.kind != Kind.SHOWN]


def question_of(form, name):
    """The question with this name; else the page "not found"."""
    found = next((question for question in form.questions if question.name == name), None)
    if found is None:
        raise Http404
    return found


def answered_in(request, proposal, name):
    """The thread that a post answers, or None where it begins another."""
    given = request.POST.get("to", "")
    if not given:
        return None
    return get_object_or_404(proposal.comments.threads(), uid=uid_of(given), question=name)
