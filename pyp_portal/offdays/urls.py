"""Where the holidays are."""

from django.urls import path

from pyp_portal.offdays import views

app_name = "offdays"
urlpatterns = [
    path("", views.days, name="days"),
    path("<uuid:uid>/remove/", views.remove, name="remove"),
]
