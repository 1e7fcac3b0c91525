"""One act on several proposals of the list, after a look at what it would do."""

from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from proposals import services
from proposals.forms.saved_views import TargetForm
from proposals.looking import look_at
from proposals.services.together import MOST, OWNER, START
from proposals.views.finding import CODE
from pyp_portal.access import require
from pyp_portal.accounts.refusals import Refused


def words(act):
    """(heading, words on the button) of an act."""
    return {
        OWNER: (_("Give to an owner"), _("Give the ticked ones to this owner")),
        START: (_("Begin the check"), _("Begin the check of the ticked ones")),
    }[act]


@require_http_methods(["GET", "POST"])
def together(request):
    """What would happen row by row; done to those ticked by a press on the button below."""
    require(request.user.is_sto_staff)
    asked = request.POST or request.GET
    act = asked.get("act") if asked.get("act") in (OWNER, START) else OWNER
    form = TargetForm(asked if "target" in asked else None) if act == OWNER else None
    target = form.cleaned_data["target"] if form and form.is_valid() else None
    back = urlencode(parse_qsl(asked.get("back", ""), keep_blank_values=True))
    if request.method == "POST" and done(request, act, target):
        return redirect(f"{reverse('proposals:list')}?{back}")
    codes = codes_of(asked, back, request.user)
    is_ready = target or act != OWNER
    lines = (
        services.looked_at(act, codes[:MOST], by=request.user, target=target) if is_ready else []
    )
    context = shown(act, form, target, back, codes, lines) | {"is_all": "all" in asked}
    return render(request, "proposals/together.html", context)


def shown(act, form, target, back, codes, lines):
    """What the page shows."""
    heading, verb = words(act)
    count = sum(not line.stays for line in lines)
    return {
        "act": act, "heading": heading, "verb": verb, "form": form, "target": target,
        "back": back, "codes": codes[:MOST], "lines": lines, "count": count,
        "stays": len(lines) - count, "is_cut": len(codes) > MOST, "most": MOST,
    }  # fmt: skip


def codes_of(asked, back, user):
    """The proposals that were ticked; or all that fit the filters of the list, one too many."""
    if "all" in asked:
        fitting = look_at(QueryDict(back), user).fitting()
        return list(fitting.order_by("-code").values_list("code", flat=True)[: MOST + 1])
    given = asked.getlist("code") or [row.partition(":")[0] for row in asked.getlist("row")]
    return [code for code in given if CODE.fullmatch(code)]


def done(request, act, target):
    """Whether it was done; if not, the sentence says why and all is as it was."""
    versions = {
        row.rpartition(":")[0]: row.rpartition(":")[2] for row in request.POST.getlist("row")
    }
    if not versions:
        messages.warning(request, _("Tick the proposals that are meant."))
        return False
    if act == OWNER and target is None:
        return False
    try:
        rows = services.do_together(act, versions, by=request.user, target=target)
    except Refused as refused:
        messages.warning(request, refused.sentence)
        return False
    n = len(rows)
    done_words = ngettext("Done for %(n)d proposal.", "Done for %(n)d proposals.", n)
    messages.success(request, done_words % {"n": n})
    return True
