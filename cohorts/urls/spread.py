"""The addresses at which everybody sees how models spread, and other areas ask for one."""

from django.urls import path

from cohorts.views import adopting, spreading

app_name = "spread"
ISSUE = "<slug:code>/"

urlpatterns = [
    path("", spreading.index, name="index"),
    path("requests/sent/", adopting.sent, name="sent"),
    path("requests/<str:signed>/", adopting.own_request, name="request"),
    path(ISSUE, spreading.issue, name="issue"),
    path(ISSUE + "adopt/", adopting.adopt, name="adopt"),
    path(ISSUE + "handbook/", spreading.handbook, name="handbook"),
    path(ISSUE + "kit/", spreading.kit, name="kit"),
]
