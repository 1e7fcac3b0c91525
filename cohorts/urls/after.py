"""The addresses of what comes after the presentation: follow-up, endings."""

from django.urls import path

from cohorts.urls.places import TEAM
from cohorts.views import following

urlpatterns = [
    path(TEAM + "follow-up/", following.follow, name="follow"),
    path(TEAM + "follow-up/start/", following.start_follow_up, name="start_follow_up"),
    path(TEAM + "scaled/", following.mark_scaled, name="mark_scaled"),
    path(TEAM + "resume/", following.resume, name="resume"),
    path(TEAM + "close/", following.close, name="close"),
    path(TEAM + "discontinue/", following.discontinue, name="discontinue"),
]
