"""Paths of papers: the public check, the queue for those who look after it, exports."""

from django.urls import path

from pyp_portal.papers import views

app_name = "papers"
urlpatterns = [
    path("verify/", views.verify, name="verify"),
    path("papers/", views.queue, name="list"),
    path("papers/<uuid:uid>/retry/", views.retry, name="retry"),
    path("papers/<uuid:uid>/number/", views.number, name="number"),
    path("exports/", views.exports, name="exports"),
    path("exports/<uuid:uid>/", views.export, name="export"),
    path("exports/<uuid:uid>/cancel/", views.cancel, name="cancel"),
    path("exports/<uuid:uid>/again/", views.again, name="again"),
]
