"""The addresses of scaling out: plan, adoption kit, sites, requests of other areas."""

from django.urls import path

from cohorts.urls.places import TEAM
from cohorts.views import kits, plans, requests, site_photos, sites, team_papers

SITE = "sites/<uuid:uid>/"
SITE_PHOTO = "site-photos/<uuid:uid>/"
REQUEST = "requests/<uuid:uid>/"

urlpatterns = [
    path(TEAM + "plan/", plans.plan, name="plan"),
    path(TEAM + "plan/approve/", plans.approve_plan, name="approve_plan"),
    path(TEAM + "plan/paper/", team_papers.scale_plan, name="issue_scale_plan"),
    path(TEAM + "plan/handbook/", plans.handbook, name="handbook"),
    path(TEAM + "kit/issue/", kits.issue_kit, name="issue_kit"),
    path(TEAM + "kit/paper/", kits.paper, name="kit_paper"),
    path(TEAM + "kit/", kits.order, name="kit"),
    path(TEAM + "sites/new/", sites.site_new, name="site_new"),
    path(TEAM + "sites/<uuid:uid>/", sites.site, name="site"),
    path(SITE, sites.site_page, name="site_page"),
    path(SITE + "report/", sites.report, name="site_report"),
    path(SITE + "photos/", site_photos.add, name="add_site_photo"),
    path(SITE_PHOTO, site_photos.photo, name="site_photo"),
    path(SITE_PHOTO + "remove/", site_photos.remove, name="remove_site_photo"),
    path(SITE_PHOTO + "consent/", site_photos.consent, name="site_photo_consent"),
    path(SITE_PHOTO + "show/", site_photos.show, name="show_site_photo"),
    path("<int:year>/sites/", sites.registry, name="sites"),
    path("<int:year>/sites/export/", sites.export, name="sites_export"),
    path(REQUEST, requests.request_page, name="request"),
    path(REQUEST + "contact/", requests.contact, name="request_contact"),
    path(REQUEST + "accept/", requests.accept, name="request_accept"),
    path(REQUEST + "decline/", requests.decline, name="request_decline"),
    path("<int:year>/requests/", requests.queue, name="requests"),
    path("<int:year>/requests/export/", requests.export, name="requests_export"),
]
