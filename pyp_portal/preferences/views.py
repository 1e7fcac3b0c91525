"""The page on which a person says how they want to be told."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pyp_portal.preferences import services
from pyp_portal.preferences.forms import PreferenceForm, topics_for
from pyp_portal.preferences.models import Way
from pyp_portal.topics import ALWAYS


@require_http_methods(["GET", "POST"])
def preferences(request):
    """By which mails I am told, how often, in which language."""
    kept = services.of(request.user)
    topics = topics_for(request.user)
    form = PreferenceForm(request.POST or None, topics=topics, initial=shown(kept, topics))
    if form.is_valid():
        services.choose(request.user, **form.chosen)
        messages.success(request, _("Your choices are kept."))
        return redirect("preferences:mine")
    return render(request, "preferences/mine.html", {"form": form, "always": ALWAYS})


def shown(kept, topics):
    """The choices as the form shows them."""
    return {
        "language": kept.language or settings.LANGUAGE_CODE,
        "morning": services.wants_morning(kept),
        **{topic.value: kept.ways.get(topic, Way.AT_ONCE) for topic in topics},
    }
