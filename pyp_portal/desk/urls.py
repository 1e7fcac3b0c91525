"""My tasks, my calendar."""

from django.urls import path

from pyp_portal.desk.views import calendars, tasks

app_name = "desk"
urlpatterns = [
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/<slug:key>/", tasks.task, name="task"),
    path("tasks/<uuid:uid>/end/", tasks.end, name="end"),
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/feed/", calendars.feed_settings, name="feed_settings"),
    path("calendar/feed/<str:token>.ics", calendars.feed, name="feed"),
]
