"""The addresses of the follow-up rounds: report, pictures, contact, eMENSCR, the year's list."""

from django.urls import path

from cohorts.urls.places import ROUND, TEAM
from cohorts.views import contacts, emenscr, follow_ups, photos, reports, rounds

PHOTO = "photos/<uuid:uid>/"

urlpatterns = [
    path(ROUND, rounds.round_page, name="round"),
    path(ROUND + "report/", reports.report, name="report"),
    path(ROUND + "report/save/", reports.autosave, name="autosave_report"),
    path(ROUND + "photos/", photos.add, name="add_photo"),
    path(ROUND + "accept/", rounds.accept, name="accept"),
    path(ROUND + "return/", rounds.send_back, name="return"),
    path(ROUND + "waive/", rounds.waive, name="waive_round"),
    path(ROUND + "move/", rounds.move, name="move_round"),
    path(ROUND + "paper/", rounds.paper, name="round_paper"),
    path(ROUND + "paper/issue/", rounds.issue_paper, name="issue_paper"),
    path(ROUND + "form/", rounds.form_paper, name="round_form"),
    path(ROUND + "form/print/", rounds.print_form, name="print_round_form"),
    path(PHOTO, photos.photo, name="photo"),
    path(PHOTO + "remove/", photos.remove, name="remove_photo"),
    path(PHOTO + "consent/", photos.consent, name="photo_consent"),
    path(TEAM + "contact/", contacts.contact, name="report_contact"),
    path(TEAM + "emenscr/", emenscr.page, name="emenscr"),
    path(TEAM + "emenscr/json/", emenscr.data, name="emenscr_data"),
    path("<int:year>/follow-up/", follow_ups.sheet, name="follow_ups"),
    path("<int:year>/follow-up/export/", follow_ups.reports_export, name="reports_export"),
    path("<int:year>/follow-up/emenscr/", follow_ups.emenscr_export, name="emenscr_export"),
]
