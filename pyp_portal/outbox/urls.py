"""Messages: my own, and the queue of the office."""

from django.urls import path

from pyp_portal.outbox import views

app_name = "outbox"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.read_all, name="read_all"),
    path("<uuid:uid>/read/", views.read, name="read"),
    path("queue/", views.queue, name="list"),
    path("queue/<uuid:uid>/resolve/", views.resolve, name="resolve"),
]
