"""Where the access log is."""

from django.urls import path

from pyp_portal.reads import views

app_name = "reads"
urlpatterns = [path("", views.log, name="log")]
