"""The addresses of what everybody may read about the portal."""

from django.urls import path

from pyp_portal.public import views
from pyp_portal.public.texts import PAGES

app_name = "public"

urlpatterns = [
    *(path(f"policies/{name}/", views.policy, {"name": name}, name=name) for name in PAGES),
    path("policies/privacy/", views.privacy, name="privacy"),
    path("cookies/", views.cookies, name="cookies"),
    path("contact/", views.contact, name="contact"),
    path("statistics/", views.figures, name="statistics"),
    path("statistics/<int:year>/", views.figures, name="statistics"),
    path("open-data/", views.open_data, name="open_data"),
    path("open-data/<slug:name>.<slug:format>", views.dataset, name="dataset"),
    path("site-map/", views.sitemap, name="sitemap"),
    path("sitemap.xml", views.sitemap_xml, name="sitemap_xml"),
    path("robots.txt", views.robots, name="robots"),
]
