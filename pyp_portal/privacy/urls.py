"""Where personal data are seen and asked for."""

from django.urls import path

from pyp_portal.privacy import views

app_name = "privacy"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("copy/", views.copy, name="copy"),
]
