"""Blocks of an agenda: which items pass together, and what was decided about them."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from selection import permissions, services
from selection.forms import BlockForm
from selection.kinds import Block
from selection.views.acting import ask, attempt, found_by
from selection.views.meetings import meeting_of, open_items
from selection.views.plans import places


def undecided(found, plan, user):
    """Items about a proposal that wait for a resolution and that this person may know of."""
    items = open_items(found, plan, user)
    return [i for i in items if i.proposal_id and not hasattr(i, "resolution")]


@require_http_methods(["GET", "POST"])
def blocks(request, uid):
    """Sort the items: clear ones into a block, the others one by one."""
    found, plan = found_by(meeting_of, request, uid)
    items = undecided(found, plan, request.user)
    if request.method == "POST":
        return attempt(
            request,
            lambda: _sort(items, request.POST, request.user),
            _("The agenda is sorted."),
            found,
        )
    context = {"meeting": found, "items": items, "blocks": Block.choices, "current": "meetings"}
    if permissions.can_see_board(plan, request.user) and "scores" in request.GET:
        said = services.by_scores(items, plan)
        for item in items:
            item.block = said[item.pk]
    return render(request, "selection/blocks.html", context | places(plan, request.user))


def _sort(items, post, user):
    """Each block with the items that were put into it and are not in it yet."""
    for block in ("", *Block.values):
        new = [i for i in items if post.get(f"block-{i.number}") == block and i.block != block]
        if new:
            services.sort_into(new, block, by=user)


@require_http_methods(["GET", "POST"])
def resolve_block(request, uid, block):
    """Record that everybody agreed to one outcome for all items of a block."""
    found, plan = found_by(meeting_of, request, uid)
    if block not in Block.values:
        raise Http404
    items = [i for i in undecided(found, plan, request.user) if i.block == block]
    numbers = ", ".join(item.number for item in items)
    return ask(
        request,
        BlockForm(request.POST or None, block=Block(block), day=found.day),
        lambda form: services.resolve_block(found, items, by=request.user, **form.cleaned_data),
        done=_("The block is decided."),
        back=found,
        title=_("Decide as a block: %(block)s") % {"block": Block(block).label},
        text=_("Items %(numbers)s. Ask first whether anybody wants an item discussed on its own.")
        % {"numbers": numbers},
        verb=_("Everybody in the room agreed"),
    )
