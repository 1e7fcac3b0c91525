"""Paths of who may do what."""

from django.urls import path

from pyp_portal.explained import views

app_name = "explained"
urlpatterns = [
    path("", views.ask, name="ask"),
    path("people/<uuid:uid>/", views.person, name="person"),
    path("<slug:kind>/<str:code>/", views.record, name="record"),
]
