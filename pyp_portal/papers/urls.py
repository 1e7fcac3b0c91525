"""Paths of papers: the public check, the queue for those who look after it, exports."""

from django.urls import path

from pyp_portal.papers import office_views, paper_pages, views, wording_views

app_name = "papers"
urlpatterns = [
    path("verify/", views.verify, name="verify"),
    path("verify/file/", views.verify_file, name="verify_file"),
    path("papers/", views.queue, name="list"),
    path("papers/inspections/", paper_pages.inspections, name="inspections"),
    path("papers/<uuid:uid>/", paper_pages.paper, name="paper"),
    path("papers/<uuid:uid>/retry/", views.retry, name="retry"),
    path("papers/<uuid:uid>/number/", paper_pages.number, name="number"),
    path("papers/<uuid:uid>/correct/", paper_pages.correct, name="correct"),
    path("papers/wording/office/", office_views.office, name="office"),
    path("papers/wording/office/garuda/", office_views.emblem, name="emblem"),
    path("papers/wording/", wording_views.wording, name="wording"),
    path("papers/wording/tried/<uuid:uid>/", wording_views.tried, name="tried"),
    path("papers/wording/<int:year>/", wording_views.wording, name="wording_of"),
    path("papers/wording/<int:year>/begin/", wording_views.begin, name="begin_wording"),
    path("papers/wording/<int:year>/<slug:key>/", wording_views.words, name="words"),
    path("papers/wording/<int:year>/<slug:key>/reset/", wording_views.reset, name="reset_words"),
    path("exports/", views.exports, name="exports"),
    path("exports/<uuid:uid>/", views.export, name="export"),
    path("exports/<uuid:uid>/cancel/", views.cancel, name="cancel"),
    path("exports/<uuid:uid>/again/", views.again, name="again"),
]
