"""The addresses of what goes over the years: cohorts, issues, people, settings of another year."""

from django.urls import path

from cohorts.views import archiving, years

urlpatterns = [
    path("years/", years.overview, name="years"),
    path("years/export/", years.issues_export, name="issues_export"),
    path("archive/", archiving.overview, name="archive"),
    path("<int:year>/archive/", archiving.offer, name="archive_year"),
    path("<int:year>/archive/package/", archiving.package, name="archive_package"),
    path("people/", years.people, name="alumni"),
    path("people/export/", years.people_export, name="people_export"),
    path("<int:year>/export/", years.cockpit_export, name="cockpit_export"),
    path("<int:year>/settings/copy/", years.copy_settings, name="copy_settings"),
]
