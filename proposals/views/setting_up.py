"""The pages on which the office sets a call, and keeps the lists that calls choose from."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from proposals import permissions
from proposals.forms.policies import EnglishForm, ListForm, ListKind, ThemesForm
from proposals.forms.setting_up import CallForm
from proposals.grounds import MoveRefused
from proposals.models import PolicyScheme, Theme
from proposals.services import policies as lists
from proposals.services.setting_up import change_call, mark_of
from proposals.views.explaining import kept_call
from pyp_portal import thai
from pyp_portal.access import require


def done_by(form, verb, done, request):
    """True when the verb was done; else the form bears the reason, with all that was typed."""
    try:
        verb()
    except MoveRefused as refused:
        form.add_error(None, refused.sentence)
        return False
    messages.success(request, done)
    return True


@require_http_methods(["GET", "POST"])
def call_settings(request, fiscal_year):
    """Window, limits, days and lists of a call."""
    call = kept_call(request, fiscal_year)
    form = CallForm(request.POST or None, call=call, seen=mark_of(call))
    verb = lambda: change_call(call, by=request.user, **form.facts())  # noqa: E731
    is_valid = request.method == "POST" and form.is_valid()
    if is_valid and done_by(form, verb, _("The settings of the call are saved."), request):
        return redirect("proposals:call_settings", fiscal_year)
    context = {"call": call, "form": form}
    return render(request, "proposals/call_settings.html", context)


@require_GET
def policies(request):
    """The lists of policies by the question that asks for them, and the themes."""
    require(permissions.can_keep_call(request.user))
    found = lists.schemes().prefetch_related("calls")
    kinds = [(kind.label, [one for one in found if one.kind == kind]) for kind in ListKind]
    context = {"kinds": kinds, "themes": Theme.objects.all()}
    return render(request, "proposals/policies.html", context)


@require_http_methods(["GET", "POST"])
def policy_list(request, scheme=None):
    """One list, by its code; a new one begins as a copy of the list that ``like`` names."""
    require(permissions.can_keep_call(request.user))
    scheme = get_object_or_404(PolicyScheme, code=scheme) if scheme else None
    is_settled = bool(scheme) and lists.is_settled(scheme)
    form, verb = (english if is_settled else words)(request, scheme)
    is_valid = request.method == "POST" and form.is_valid()
    if is_valid and done_by(form, verb, _("The list is saved."), request):
        return redirect("proposals:policies")
    context = {"form": form, "scheme": scheme, "is_settled": is_settled}
    return render(request, "proposals/policy_list.html", context)


def words(request, scheme):
    """The form of a list that nobody was asked by, and what saves it."""
    form = ListForm(request.POST or None, is_new=not scheme, initial=begun(request, scheme))
    return form, lambda: kept(form, scheme, request.user)


def english(request, scheme):
    """The form of a list whose Thai stays, and what saves its English."""
    form = EnglishForm(request.POST or None, scheme=scheme)
    return form, lambda: lists.say_in_english(
        scheme, by=request.user, name_en=form.cleaned_data["name_en"], words=form.words()
    )


def begun(request, scheme):
    """What the form shows: the list as it stands, or what a new one is copied from."""
    code = thai.normalise(request.GET.get("like", ""))[:40]
    like = scheme or PolicyScheme.objects.filter(code=code).first()
    if like is None:
        return {}
    facts = {name: getattr(like, name) for name in ("kind", "name_th", "name_en")}
    facts["names"] = "\n".join(lists.names_of(like))
    return facts | ({"seen": lists.mark_of(scheme)} if scheme else {})


def kept(form, scheme, by):
    """The list as the verbs have written it."""
    data = form.cleaned_data
    words = {name: data[name] for name in ("name_th", "name_en", "names")}
    if scheme is None:
        return lists.add_scheme(by=by, code=data["code"], kind=data["kind"], **words)
    return lists.change_scheme(scheme, by=by, seen=data["seen"] or None, **words)


@require_http_methods(["GET", "POST"])
def themes(request):
    """The words of the themes, and new ones."""
    require(permissions.can_keep_call(request.user))
    found = Theme.objects.all()
    form = ThemesForm(request.POST or None, themes=found, seen=lists.mark_of_themes(found))
    verb = lambda: lists.keep_themes(by=request.user, **form.facts())  # noqa: E731
    is_valid = request.method == "POST" and form.is_valid()
    if is_valid and done_by(form, verb, _("The themes are saved."), request):
        return redirect("proposals:policies")
    return render(request, "proposals/themes.html", {"form": form})
