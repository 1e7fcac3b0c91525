"""The addresses of the presentation: sessions, directives, reports to the Prime Minister."""

from django.urls import path

from cohorts.urls.places import TEAM
from cohorts.views import binding_books, directives, minister_reports, places, presenting

SESSION = "sessions/<uuid:uid>/"
PLACE = SESSION + "issues/<slug:code>/"
DIRECTIVE = "directives/<uuid:uid>/"
REPORT = "<int:year>/reports/<uuid:uid>/"

urlpatterns = [
    path("<int:year>/sessions/new/", presenting.session_new, name="session_new"),
    path(SESSION, presenting.session, name="session"),
    path(SESSION + "change/", presenting.session_change, name="session_change"),
    path(SESSION + "add/", presenting.session_add, name="session_add"),
    path(SESSION + "book/", presenting.session_book, name="session_book"),
    path(SESSION + "record/", presenting.session_record, name="session_record"),
    path(SESSION + "papers/<uuid:paper>/", presenting.session_paper, name="session_paper"),
    # --- The place of an issue
    path(PLACE, places.place, name="place"),
    path(PLACE + "move/", places.move, name="move_place"),
    path(PLACE + "change/", places.change_place, name="change_place"),
    path(PLACE + "other-session/", places.other_session, name="other_session"),
    path(PLACE + "take-out/", places.take_out, name="take_out"),
    path(PLACE + "brief/", places.brief, name="brief"),
    path(PLACE + "brief/issue/", places.brief_paper, name="brief_paper"),
    path(PLACE + "files/new/", places.add_file, name="place_file_new"),
    path(PLACE + "files/<uuid:file>/", places.place_file, name="place_file"),
    path(PLACE + "files/<uuid:file>/remove/", places.remove_file, name="remove_place_file"),
    path(PLACE + "papers/<uuid:paper>/", places.place_paper, name="place_paper"),
    # --- The outcome
    path(TEAM + "outcome/", presenting.outcome, name="outcome"),
    # --- Directives
    path("<int:year>/directives/", directives.directives, name="directives"),
    path("<int:year>/directives/export/", directives.directives_export, name="directives_export"),
    path(TEAM + "directives/new/", directives.directive_new, name="directive_new"),
    path(DIRECTIVE, directives.directive, name="directive"),
    path(DIRECTIVE + "postpone/", directives.postpone, name="postpone_directive"),
    path(DIRECTIVE + "files/<uuid:step>/", directives.evidence_file, name="evidence_file"),
    # --- Reports to the Prime Minister
    path("<int:year>/reports/", minister_reports.reports, name="reports"),
    path("<int:year>/reports/new/", minister_reports.minister_report, name="minister_report"),
    path(REPORT, minister_reports.report_page, name="report_page"),
    path(REPORT + "words/", minister_reports.words, name="report_words"),
    path(REPORT + "recompute/", minister_reports.recompute, name="report_recompute"),
    path(REPORT + "review/", minister_reports.review, name="report_review"),
    path(REPORT + "back/", minister_reports.send_back, name="report_back"),
    path(REPORT + "sign/", minister_reports.sign, name="report_sign"),
    path(REPORT + "sent/", minister_reports.sent, name="report_sent"),
    path(REPORT + "archive/", minister_reports.archive, name="report_archive"),
    path(REPORT + "preview/", minister_reports.preview, name="report_preview"),
    path(REPORT + "paper/", minister_reports.minister_paper, name="minister_paper"),
    path(REPORT + "letter/", minister_reports.minister_letter, name="minister_letter"),
    path(REPORT + "booklet/", binding_books.bind_report, name="report_booklet"),
    path(REPORT + "export/", minister_reports.report_export, name="report_export"),
]
