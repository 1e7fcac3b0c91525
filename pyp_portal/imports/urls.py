"""Where files of agencies and people are sent."""

from django.urls import path

from pyp_portal.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.imports, name="list"),
    path("template/<slug:kind>/", views.template, name="template"),
    path("<uuid:uid>/", views.one, name="one"),
    path("<uuid:uid>/enter/", views.enter, name="enter"),
    path("<uuid:uid>/undo/", views.undo, name="undo"),
]
