"""The addresses of room 3."""

from cohorts.urls import after, cohort, lab, seats, teams

app_name = "cohorts"
PARTS = (cohort, teams, seats, lab, after)

urlpatterns = [one for part in PARTS for one in part.urlpatterns]
