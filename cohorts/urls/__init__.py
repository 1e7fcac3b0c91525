"""The addresses of room 3."""

from cohorts.urls import (
    after,
    cohort,
    evidence,
    lab,
    listening,
    presenting,
    reporting,
    scaling,
    seats,
    teams,
    training,
    years,
)

app_name = "cohorts"
PARTS = (years, cohort, teams, seats, lab, evidence, listening, presenting, training)
PARTS += (after, reporting, scaling)

urlpatterns = [one for part in PARTS for one in part.urlpatterns]
