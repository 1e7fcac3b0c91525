"""The addresses of the training: sessions, check-in, attendance, hours, certificates."""

from django.urls import path

from cohorts.views import (
    attendance,
    certifying,
    checkin,
    training,
    training_papers,
    workshops,
)

WORKSHOP = "workshops/<uuid:uid>/"

urlpatterns = [
    path("<int:year>/workshops/", workshops.workshops, name="workshops"),
    path("<int:year>/workshops/new/", workshops.workshop_new, name="workshop_new"),
    path(WORKSHOP, workshops.workshop, name="workshop"),
    path(WORKSHOP + "edit/", workshops.workshop_edit, name="workshop_edit"),
    path(WORKSHOP + "cancel/", workshops.workshop_cancel, name="workshop_cancel"),
    path(WORKSHOP + "calendar/", workshops.workshop_calendar, name="workshop_calendar"),
    # --- Papers
    path("<int:year>/workshops/schedule/", training_papers.schedule, name="training_schedule"),
    path(WORKSHOP + "issue/<slug:what>/", training_papers.issue, name="issue_workshop_paper"),
    path(WORKSHOP + "papers/<uuid:paper>/", training_papers.paper, name="workshop_paper"),
    # --- Check-in
    path(WORKSHOP + "screen/", checkin.screen, name="workshop_screen"),
    path(WORKSHOP + "screen/now/", checkin.screen_now, name="workshop_screen_now"),
    path(WORKSHOP + "check-in/<str:token>/", checkin.check_in, name="check_in"),
    # --- Attendance
    path(WORKSHOP + "attendance/", attendance.sheet, name="attendance"),
    path(WORKSHOP + "attendance/rest/", attendance.rest, name="attendance_rest"),
    path(WORKSHOP + "lists/new/", attendance.list_new, name="list_new"),
    path("lists/<uuid:uid>/", attendance.list_page, name="list"),
    # --- One's own
    path("training/", training.mine, name="my_training"),
    path("training/calendar/", training.calendar, name="my_calendar"),
    path(WORKSHOP + "place/", training.place, name="workshop_place"),
    path(WORKSHOP + "leave/", training.leave, name="workshop_leave"),
    path(WORKSHOP + "back/", training.back, name="workshop_back"),
    path(WORKSHOP + "evaluation/", training.evaluation, name="evaluation"),
    path("seats/<uuid:uid>/rating/<slug:moment>/", training.rating, name="rating"),
    path("seats/<uuid:uid>/reflection/", training.reflection, name="reflection"),
    # --- Hours and completion
    path("<int:year>/hours/", certifying.hours_page, name="hours"),
    path("<int:year>/hours/export/", certifying.hours_export, name="hours_export"),
    path("<int:year>/certificates/", certifying.issue, name="issue_certificates"),
    path("<int:year>/reflections/", certifying.reflections, name="reflections"),
    path("seats/<uuid:uid>/presence/", certifying.presence, name="presence"),
    path("certificates/<uuid:uid>/", certifying.certificate, name="certificate"),
    path("certificates/<uuid:uid>/file/", certifying.certificate_file, name="certificate_file"),
    path("certificates/<uuid:uid>/withdraw/", certifying.withdraw, name="withdraw_certificate"),
    path("certificates/<uuid:uid>/anew/", certifying.renew, name="renew_certificate"),
]
