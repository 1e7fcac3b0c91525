"""Paths of the provinces, by their official code."""

from django.urls import path

from pyp_portal.provinces import views

app_name = "provinces"
urlpatterns = [
    path("", views.provinces, name="list"),
    path("<slug:code>/", views.province, name="province"),
]
