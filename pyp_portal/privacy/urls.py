"""Where personal data are seen and asked for."""

from django.urls import path

from pyp_portal.privacy import (
    breach_views,
    erasing_views,
    notice_views,
    office_views,
    overview_views,
    processing_views,
    retaining_views,
    views,
)

app_name = "privacy"
urlpatterns = [
    path("mine/", views.mine, name="mine"),
    path("mine/copy/", views.copy, name="copy"),
    path("office/", overview_views.overview, name="office"),
    path("office/record/", processing_views.activities, name="activities"),
    path("office/record/<uuid:uid>/", processing_views.activity, name="activity"),
    path("office/requests/", office_views.requests, name="requests"),
    path("office/requests/<uuid:uid>/", office_views.one_request, name="request"),
    path("office/requests/<uuid:uid>/erase/", erasing_views.erase, name="erase"),
    path("office/requests/<uuid:uid>/erase/now/", erasing_views.erasing_now, name="erasing_now"),
    path("office/notices/", notice_views.notices, name="notices"),
    path("notices/read/", notice_views.notice_read, name="notice_read"),
    path("office/notices/<uuid:uid>/", notice_views.notice, name="notice"),
    path("office/breaches/", breach_views.breaches, name="breaches"),
    path("office/breaches/<uuid:uid>/", breach_views.breach, name="breach"),
    path("office/retention/", retaining_views.schedule, name="retention"),
    path("office/retention/<slug:code>/", retaining_views.rule, name="rule"),
]
