"""Pages about the portal itself."""

from django.urls import path

from pyp_portal import refusals
from pyp_portal.serving import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("again/", refusals.kept_form, name="kept_form"),
]
