"""The addresses of the guides."""

from django.urls import path

from pyp_portal.guides import views

app_name = "guides"

urlpatterns = [
    path("", views.guides, name="guides"),
    path("<slug:name>/", views.guide, name="guide"),
    path("<slug:name>/pdf/", views.paper, name="paper"),
]
