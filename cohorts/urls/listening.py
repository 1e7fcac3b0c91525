"""The addresses on which a team listens: its public page, what people join, what they say."""

from django.urls import path

from cohorts.urls.places import TEAM
from cohorts.views import listening, moderating

INVITATION = TEAM + "open/<uuid:uid>/"
OPINION = "opinions/<uuid:uid>/"

urlpatterns = [
    path(TEAM + "voices/", listening.voices, name="voices"),
    path(TEAM + "voices/show/", moderating.show_many, name="show_opinions"),
    path(TEAM + "voices/export/", moderating.export, name="voices_export"),
    path(TEAM + "page/", listening.write_page, name="write_page"),
    path(TEAM + "page/publish/", listening.publish_page, name="publish_page"),
    path(TEAM + "page/withdraw/", listening.withdraw_page, name="withdraw_page"),
    path(TEAM + "poster/", listening.poster, name="poster"),
    path(TEAM + "open/new/", listening.open_activity, name="open_activity"),
    path(INVITATION + "coming/", listening.coming, name="coming"),
    path(INVITATION + "close/", listening.close_activity, name="close_activity"),
    path(INVITATION + "call-off/", listening.call_off, name="call_off"),
    path(TEAM + "activities/show/", listening.show_activity, name="show_activity"),
    path("opinions/", moderating.queue, name="opinions"),
    path("opinions/export/", moderating.queue_export, name="opinions_export"),
    path(OPINION, moderating.opinion, name="opinion"),
    path(OPINION + "show/", moderating.show, name="show_opinion"),
    path(OPINION + "hide/", moderating.hide, name="hide_opinion"),
    path(OPINION + "answer/", moderating.answer, name="answer_opinion"),
]
