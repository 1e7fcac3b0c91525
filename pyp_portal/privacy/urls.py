"""Where personal data are seen and asked for."""

from django.urls import path

from pyp_portal.privacy import (
    breach_views,
    erasing_views,
    notice_views,
    office_views,
    retaining_views,
    views,
)

app_name = "privacy"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("copy/", views.copy, name="copy"),
    path("requests/", office_views.requests, name="requests"),
    path("requests/<uuid:uid>/", office_views.one_request, name="request"),
    path("requests/<uuid:uid>/erase/", erasing_views.erase, name="erase"),
    path("notices/", notice_views.notices, name="notices"),
    path("notices/read/", notice_views.notice_read, name="notice_read"),
    path("notices/<uuid:uid>/", notice_views.notice, name="notice"),
    path("breaches/", breach_views.breaches, name="breaches"),
    path("breaches/<uuid:uid>/", breach_views.breach, name="breach"),
    path("retention/", retaining_views.schedule, name="retention"),
    path("retention/<slug:code>/", retaining_views.rule, name="rule"),
]
