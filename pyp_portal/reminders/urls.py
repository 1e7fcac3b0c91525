"""Where it stands what will be sent."""

from django.urls import path

from pyp_portal.reminders import views

app_name = "reminders"
urlpatterns = [
    path("", views.reminders, name="reminders"),
    path("allow/", views.allow, name="allow"),
    path("<uuid:uid>/", views.reminder, name="reminder"),
    path("<uuid:uid>/hold/", views.hold, name="hold"),
    path("<uuid:uid>/let-go/", views.let_go, name="let_go"),
]
