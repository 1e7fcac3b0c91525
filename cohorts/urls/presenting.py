"""The addresses of the presentation: sessions, directives, reports to the Prime Minister."""

from django.urls import path

from cohorts.urls.places import TEAM
from cohorts.views import directives, presenting

DIRECTIVE = "directives/<uuid:uid>/"

urlpatterns = [
    path("<int:year>/sessions/new/", presenting.session_new, name="session_new"),
    path("sessions/<uuid:uid>/", presenting.session, name="session"),
    path("sessions/<uuid:uid>/add/", presenting.session_add, name="session_add"),
    path(TEAM + "outcome/", presenting.outcome, name="outcome"),
    # --- Directives
    path("<int:year>/directives/", directives.directives, name="directives"),
    path("<int:year>/directives/export/", directives.directives_export, name="directives_export"),
    path(TEAM + "directives/new/", directives.directive_new, name="directive_new"),
    path(DIRECTIVE, directives.directive, name="directive"),
    path(DIRECTIVE + "postpone/", directives.postpone, name="postpone_directive"),
    path(DIRECTIVE + "files/<uuid:step>/", directives.evidence_file, name="evidence_file"),
]
