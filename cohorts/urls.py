"""The addresses of room 3."""

from django.urls import path

from cohorts.views import (
    cohort,
    evidence,
    following,
    hindsight,
    lab,
    presenting,
    rounds,
    seats,
    teams,
)

app_name = "cohorts"

TEAM = "teams/<slug:code>/"
PHASE = TEAM + "phases/<slug:phase>/"
ITEM = TEAM + "deliverables/<slug:item>/"
SEAT = "seats/<uuid:uid>/"
ROUND = "rounds/<uuid:uid>/"

urlpatterns = [
    path("", cohort.index, name="index"),
    path("mine/", cohort.my_teams, name="mine"),
    path("<int:year>/", cohort.cohort, name="cohort"),
    path("<int:year>/criteria/", hindsight.criteria, name="criteria"),
    path("<int:year>/open/", cohort.open_cohort, name="open"),
    path("<int:year>/settings/", cohort.settings, name="settings"),
    path("<int:year>/roster/", cohort.roster, name="roster"),
    path("<int:year>/roster/export/", cohort.roster_export, name="roster_export"),
    path("export/<uuid:uid>/", cohort.export_file, name="export_file"),
    path("<int:year>/report/", cohort.minister_report, name="minister_report"),
    path("<int:year>/papers/<uuid:uid>/", cohort.cohort_paper, name="cohort_paper"),
    path("<int:year>/reports/<uuid:uid>/", cohort.minister_paper, name="minister_paper"),
    path("<int:year>/sessions/new/", presenting.session_new, name="session_new"),
    path("sessions/<uuid:uid>/", presenting.session, name="session"),
    path("sessions/<uuid:uid>/add/", presenting.session_add, name="session_add"),
    path("directives/<uuid:uid>/", presenting.directive, name="directive"),
    # --- The team
    path(TEAM, teams.team, name="team"),
    path(TEAM + "history/", teams.history, name="history"),
    path(TEAM + "papers/<uuid:uid>/", teams.team_paper, name="team_paper"),
    path(TEAM + "form/", teams.form_team, name="form_team"),
    path(TEAM + "seats/new/", teams.seat_new, name="seat_new"),
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
    # --- Seats
    path(SEAT, seats.seat, name="seat"),
    path(SEAT + "nominate/", seats.nominate, name="nominate"),
    path(SEAT + "answer/", seats.answer, name="answer"),
    path(SEAT + "exception/", seats.exception, name="exception"),
    path(SEAT + "replace/", seats.replace, name="replace"),
    path(SEAT + "withdraw/", seats.withdraw, name="withdraw"),
    # --- The lab
    path(TEAM + "work/", lab.work, name="work"),
    path(PHASE, lab.gate, name="gate"),
    path(PHASE + "start/", lab.start_phase, name="start_phase"),
    path(PHASE + "request/", lab.request_gate, name="request_gate"),
    path(PHASE + "pass/", lab.pass_gate, name="pass_gate"),
    path(PHASE + "waive/", lab.waive_gate, name="waive_gate"),
    path(PHASE + "send-back/", lab.send_back, name="send_back"),
    path(ITEM, lab.deliverable, name="deliverable"),
    path(ITEM + "approve/", lab.approve_deliverable, name="approve_deliverable"),
    path(ITEM + "return/", lab.return_deliverable, name="return_deliverable"),
    path(ITEM + "file/", lab.deliverable_file, name="deliverable_file"),
    path(TEAM + "activities/new/", evidence.activity, name="activity"),
    path(TEAM + "pilots/new/", evidence.pilot, name="pilot"),
    path(TEAM + "versions/new/", evidence.version, name="version"),
    path(TEAM + "versions/<uuid:uid>/file/", evidence.version_file, name="version_file"),
    path(TEAM + "mentoring/new/", evidence.mentoring, name="mentoring"),
    path(TEAM + "plan/", evidence.plan, name="plan"),
    path(TEAM + "plan/approve/", evidence.approve_plan, name="approve_plan"),
    # --- After the lab
    path(TEAM + "outcome/", presenting.outcome, name="outcome"),
    path(TEAM + "follow-up/", following.follow, name="follow"),
    path(TEAM + "follow-up/start/", following.start_follow_up, name="start_follow_up"),
    path(TEAM + "scaled/", following.mark_scaled, name="mark_scaled"),
    path(TEAM + "resume/", following.resume, name="resume"),
    path(TEAM + "sites/new/", following.site_new, name="site_new"),
    path(TEAM + "sites/<uuid:uid>/", following.site, name="site"),
    path(TEAM + "close/", following.close, name="close"),
    path(TEAM + "discontinue/", following.discontinue, name="discontinue"),
    path(ROUND, rounds.round_page, name="round"),
    path(ROUND + "report/", rounds.report, name="report"),
    path(ROUND + "accept/", rounds.accept, name="accept"),
    path(ROUND + "return/", rounds.send_back, name="return"),
    path(ROUND + "waive/", rounds.waive, name="waive_round"),
    path(ROUND + "paper/", rounds.paper, name="round_paper"),
    path(ROUND + "paper/issue/", rounds.issue_paper, name="issue_paper"),
]
