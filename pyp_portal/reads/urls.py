"""Where the access log is, and the registers of the house as files."""

from django.urls import path

from pyp_portal.reads import views

app_name = "reads"
urlpatterns = [
    path("", views.log, name="log"),
    path("export/<uuid:uid>/", views.export_file, name="export_file"),
    path("lists/<slug:of>/export/", views.export, name="export"),
]
