"""How I am told."""

from django.urls import path

from pyp_portal.preferences import views

app_name = "preferences"
urlpatterns = [path("", views.preferences, name="mine")]
