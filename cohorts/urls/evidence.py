"""The addresses of advice, pilot tests, prototypes, obstacles, the development proposal."""

from django.urls import path

from cohorts.urls.places import TEAM
from cohorts.views import advising, developing, piloting, raising, writing

PILOT = TEAM + "pilots/<uuid:uid>/"
DEVELOPMENT = TEAM + "development/"
RAISED = "obstacles/<uuid:uid>/"

urlpatterns = [
    path(TEAM + "mentoring/new/", advising.mentoring, name="mentoring"),
    path(TEAM + "mentoring/<uuid:uid>/answer/", advising.answer_advice, name="answer_advice"),
    path(TEAM + "diary/", advising.page, name="diary"),
    path(TEAM + "notes/new/", advising.note, name="note"),
    path(TEAM + "notes/<uuid:uid>/file/", advising.note_file, name="note_file"),
    path(TEAM + "pilots/new/", piloting.pilot_new, name="pilot_new"),
    path(PILOT, piloting.pilot, name="pilot"),
    path(PILOT + "values/new/", piloting.measure, name="measure"),
    path(PILOT + "verdict/", piloting.verdict, name="verdict"),
    path(TEAM + "values/<uuid:uid>/file/", piloting.value_file, name="value_file"),
    path(TEAM + "prototypes/<uuid:uid>/", piloting.prototype, name="prototype"),
    path(DEVELOPMENT, developing.development, name="development"),
    path(DEVELOPMENT + "write/", writing.write, name="write_development"),
    path(DEVELOPMENT + "save/", writing.autosave, name="autosave_development"),
    path(DEVELOPMENT + "issue/", developing.issue, name="issue_development"),
    path(DEVELOPMENT + "changes/", developing.changes, name="development_changes"),
    path(DEVELOPMENT + "comments/new/", developing.comment, name="comment_development"),
    path(DEVELOPMENT + "comments/<uuid:uid>/", developing.settle, name="settle_comment"),
    # --- Obstacles raised to the centre
    path("obstacles/", raising.queue, name="obstacles"),
    path("obstacles/export/", raising.export, name="obstacles_export"),
    path(TEAM + "obstacles/new/", raising.obstacle_new, name="obstacle_new"),
    path(RAISED, raising.raised, name="raised"),
    path(RAISED + "owner/", raising.assign, name="assign_obstacle"),
    path(RAISED + "answer/", raising.answer, name="answer_obstacle"),
    path(RAISED + "settle/", raising.settle, name="settle_obstacle"),
    path(RAISED + "again/", raising.again, name="ask_again"),
]
