"""The front door: which path leads to which room."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from pyp_portal import pages
from pyp_portal.accounts.views.entering import SignUp

urlpatterns = [
    path("", pages.home, name="home"),
    path("call/", pages.call, name="call"),
    path("call/<int:fiscal_year>/", pages.call, name="call"),
    path("journey/<slug:code>/", pages.journey, name="journey"),
    path("earlier/<slug:code>/", pages.earlier, name="earlier"),
    path("", include("pyp_portal.desk.urls")),
    path("", include("pyp_portal.public.urls")),
    path("guides/", include("pyp_portal.guides.urls")),
    path("", include("pyp_portal.serving.urls")),
    path("evening/", include("pyp_portal.serving.evening_urls")),
    path("queues/", include("pyp_portal.serving.queue_urls")),
    # From a static copy too, which holds nobody's token: it changes nothing but the words.
    path("language/", csrf_exempt(login_not_required(set_language)), name="set_language"),
    path("accounts/signup/", SignUp.as_view(), name="account_signup"),
    path("accounts/", include("pyp_portal.accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("pyp_portal.accounts.second_factor_urls")),
    path("who-may/", include("pyp_portal.explained.urls")),
    path("provinces/", include("pyp_portal.provinces.urls")),
    path("reads/", include("pyp_portal.reads.urls")),
    path("outbox/", include("pyp_portal.outbox.urls")),
    path("preferences/", include("pyp_portal.preferences.urls")),
    path("privacy/", include("pyp_portal.privacy.urls")),
    path("reminders/", include("pyp_portal.reminders.urls")),
    path("years/", include("pyp_portal.years.urls")),
    path("imports/", include("pyp_portal.imports.urls")),
    path("holidays/", include("pyp_portal.offdays.urls")),
    path("", include("pyp_portal.papers.urls")),
    path("", include("proposals.urls")),
    path("selection/", include("selection.urls")),
    path("cohorts/", include("cohorts.urls")),
    path("issues/", include("cohorts.urls.public")),
    path("spread/", include("cohorts.urls.spread")),
]

handler400 = "pyp_portal.refusals.bad_request"
handler403 = "pyp_portal.refusals.forbidden"
handler404 = "pyp_portal.refusals.not_found"
handler500 = "pyp_portal.refusals.failed"
