"""The addresses of a cohort: cockpit, settings, roster, reports."""

from django.urls import path

from cohorts.views import binding_books, calendar, cohort, hindsight, onepage, roster, tiers

urlpatterns = [
    path("", cohort.index, name="index"),
    path("mine/", cohort.my_teams, name="mine"),
    path("<int:year>/", cohort.cohort, name="cohort"),
    path("<int:year>/summary/", onepage.page, name="onepage"),
    path("<int:year>/summary/paper/", onepage.paper, name="issue_onepage"),
    path("<int:year>/summary/report/", onepage.report, name="issue_year_report"),
    path("<int:year>/criteria/", hindsight.criteria, name="criteria"),
    path("<int:year>/open/", cohort.open_cohort, name="open"),
    path("<int:year>/settings/", cohort.settings, name="settings"),
    path("<int:year>/tiers/", tiers.tiers, name="tiers"),
    path("<int:year>/participants/", roster.participants, name="participants"),
    path("<int:year>/calendar/", calendar.calendar, name="calendar"),
    path("<int:year>/calendar.ics", calendar.calendar_file, name="calendar_file"),
    path("<int:year>/roster/", cohort.roster, name="roster"),
    path("<int:year>/roster/export/", cohort.roster_export, name="roster_export"),
    path("<int:year>/booklets/<slug:of>/", binding_books.bind, name="booklet"),
    path("<int:year>/lists/<slug:of>/export/", cohort.list_export, name="list_export"),
    path("export/<uuid:uid>/", cohort.export_file, name="export_file"),
    path("<int:year>/papers/<uuid:uid>/", cohort.cohort_paper, name="cohort_paper"),
]
