"""Messages: my own, and the queue of the office."""

from django.urls import path

from pyp_portal.outbox import announcing_views, line_views, mending_views, views, word_views

app_name = "outbox"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.read_all, name="read_all"),
    path("<uuid:uid>/read/", views.read, name="read"),
    path("line/", line_views.line, name="line"),
    path("line/events/", line_views.line_events, name="line_events"),
    path("queue/", views.queue, name="list"),
    path("queue/again/", mending_views.resend, name="resend"),
    path("queue/<uuid:uid>/", mending_views.message, name="message"),
    path("queue/<uuid:uid>/resolve/", views.resolve, name="resolve"),
    path("queue/<uuid:uid>/came-back/", mending_views.came_back, name="came_back"),
    path("announcements/", announcing_views.announcements, name="announcements"),
    path("announcements/new/", announcing_views.announce, name="announce"),
    path("announcements/<uuid:uid>/", announcing_views.announcement, name="announcement"),
    path("announcements/<uuid:uid>/words/", announcing_views.announce, name="reword"),
    path("announcements/<uuid:uid>/send/", announcing_views.let_go, name="let_go"),
    path("announcements/<uuid:uid>/refuse/", announcing_views.refuse, name="refuse"),
    path("announcements/<uuid:uid>/<slug:to>/", announcing_views.turn, name="turn"),
    path("addresses/", mending_views.closed, name="addresses"),
    path("addresses/<uuid:uid>/lift/", mending_views.lift, name="lift"),
    path("words/", word_views.words_list, name="words_list"),
    path(
        "words/<int:year>/<slug:language>/<slug:room>/<slug:name>/",
        word_views.words,
        name="words",
    ),
]
