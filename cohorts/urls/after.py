"""The addresses of what comes after the presentation: follow-up, sites, endings."""

from django.urls import path

from cohorts.urls.places import ROUND, TEAM
from cohorts.views import following, rounds

urlpatterns = [
    path(TEAM + "follow-up/", following.follow, name="follow"),
    path(TEAM + "follow-up/start/", following.start_follow_up, name="start_follow_up"),
    path(TEAM + "scaled/", following.mark_scaled, name="mark_scaled"),
    path(TEAM + "resume/", following.resume, name="resume"),
    path(TEAM + "sites/new/", following.site_new, name="site_new"),
    path(TEAM + "sites/<uuid:uid>/", following.site, name="site"),
    path(TEAM + "close/", following.close, name="close"),
    path(TEAM + "discontinue/", following.discontinue, name="discontinue"),
    path(ROUND, rounds.round_page, name="round"),
    path(ROUND + "report/", rounds.report, name="report"),
    path(ROUND + "accept/", rounds.accept, name="accept"),
    path(ROUND + "return/", rounds.send_back, name="return"),
    path(ROUND + "waive/", rounds.waive, name="waive_round"),
    path(ROUND + "paper/", rounds.paper, name="round_paper"),
    path(ROUND + "paper/issue/", rounds.issue_paper, name="issue_paper"),
]
