"""The addresses of a team: its page, its papers, its way into the lab and out."""

from django.urls import path

from cohorts.urls.places import TEAM
from cohorts.views import joining, teams, tiers

urlpatterns = [
    path(TEAM, teams.team, name="team"),
    path(TEAM + "history/", teams.history, name="history"),
    path(TEAM + "papers/<uuid:uid>/", teams.team_paper, name="team_paper"),
    path(TEAM + "form/", teams.form_team, name="form_team"),
    path(TEAM + "seats/new/", teams.seat_new, name="seat_new"),
    path(TEAM + "seats/confirm/", joining.confirm_all, name="confirm_all"),
    path(TEAM + "quota/", tiers.quota, name="quota"),
    path(TEAM + "links/new/", teams.link, name="link"),
    path(TEAM + "partners/new/", teams.partner, name="partner"),
    path(TEAM + "partners/<uuid:uid>/end/", teams.end_partner, name="end_partner"),
    path(TEAM + "commitment/", teams.commitment, name="commitment"),
    path(TEAM + "commitment/file/", teams.commitment_file, name="commitment_file"),
    path(TEAM + "waive-gap/", teams.waive_gap, name="waive_gap"),
    path(TEAM + "enter/", teams.enter_lab, name="enter_lab"),
    path(TEAM + "complete/", teams.complete_lab, name="complete_lab"),
    path(TEAM + "reopen/", teams.reopen_lab, name="reopen_lab"),
    path(TEAM + "responsible/", teams.responsible, name="responsible"),
]
