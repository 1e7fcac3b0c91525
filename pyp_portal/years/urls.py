"""Where the settings of a year are."""

from django.urls import path

from pyp_portal.years import views

app_name = "years"
urlpatterns = [
    path("", views.year, name="year"),
    path("open/", views.open_next, name="open"),
    path("<int:fiscal_year>/", views.year, name="year"),
    path("<int:fiscal_year>/take-back/", views.back, name="take_back"),
    path("<int:fiscal_year>/look/", views.look_at, name="look"),
]
