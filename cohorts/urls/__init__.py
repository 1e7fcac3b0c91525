"""The addresses of room 3."""

from cohorts.urls import after, cohort, lab, presenting, reporting, seats, teams, years

app_name = "cohorts"
PARTS = (years, cohort, teams, seats, lab, presenting, after, reporting)

urlpatterns = [one for part in PARTS for one in part.urlpatterns]
