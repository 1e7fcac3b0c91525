"""The addresses of room 3."""

from cohorts.urls import after, cohort, lab, presenting, seats, teams

app_name = "cohorts"
PARTS = (cohort, teams, seats, lab, presenting, after)

urlpatterns = [one for part in PARTS for one in part.urlpatterns]
