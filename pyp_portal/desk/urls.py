"""My tasks, my calendar."""

from django.urls import path

from pyp_portal.desk.views import calendars

app_name = "desk"
urlpatterns = [
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/feed/", calendars.feed_settings, name="feed_settings"),
    path("calendar/feed/<str:token>.ics", calendars.feed, name="feed"),
]
