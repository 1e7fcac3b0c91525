"""Where the page of the queues is."""

from django.urls import path

from pyp_portal.serving import queue_views as views

app_name = "queues"
urlpatterns = [
    path("", views.queues, name="queues"),
    path("run/", views.run, name="run"),
    path("<slug:code>/again/", views.again, name="again"),
]
