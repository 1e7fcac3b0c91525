"""Where the page of the last evening is."""

from django.urls import path

from pyp_portal.serving import evening_views as views

app_name = "evening"
urlpatterns = [
    path("", views.evening, name="evening"),
    path("turn/", views.turn, name="turn"),
    path("banners/new/", views.banner, name="new_banner"),
    path("banners/<uuid:uid>/", views.banner, name="banner"),
    path("banners/<uuid:uid>/end/", views.end_banner, name="end_banner"),
]
