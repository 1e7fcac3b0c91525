"""Where everything public stands: one list for the page of it and for search engines."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts import shown
from cohorts.issue_page import public_issues
from proposals.models import Call
from pyp_portal.public.texts import PAGES


def groups():
    """(heading, [(title, address)]) of all pages that everybody may open."""
    calls = [(str(call), call.get_absolute_url()) for call in Call.objects.all()]
    policies = [(text.title, reverse(f"public:{name}")) for name, text in PAGES.items()]
    return [
        (
            _("Start here"),
            [
                (_("Home"), reverse("home")),
                (_("Issues"), reverse("issues:list")),
                (_("Questions and answers"), reverse("proposals:answers")),
                (_("Guides"), reverse("guides:guides")),
                (_("Ask the office"), reverse("proposals:ask")),
                (_("Check a document"), reverse("papers:verify")),
                (_("Sign in"), reverse("account_login")),
            ],
        ),
        (_("Calls for proposals"), calls),
        (
            _("Figures and data"),
            [
                (_("How far the models have spread"), reverse("spread:index")),
                (_("Statistics"), reverse("public:statistics")),
                (_("Open data"), reverse("public:open_data")),
            ],
        ),
        (
            _("About this site"),
            [
                (_("Contact"), reverse("public:contact")),
                *policies,
                (_("Cookies"), reverse("public:cookies")),
                (_("Site map"), reverse("public:sitemap")),
            ],
        ),
    ]


class Pages(Sitemap):
    """The same addresses, once each, as search engines ask for them."""

    def items(self):
        pages = [address for _heading, entries in groups() for _title, address in entries]
        return [address for address in pages if address != reverse("account_login")]

    def location(self, item):
        return item


class Models(Sitemap):
    """How far the model of each issue has spread, where everybody may see it."""

    def items(self):
        codes = shown.teams().order_by("-proposal__code")
        return codes.values_list("proposal__code", flat=True)

    def location(self, item):
        return reverse("spread:issue", args=[item])


class Issues(Sitemap):
    """The page of each issue that everybody may read."""

    def items(self):
        return public_issues().order_by("-code").values_list("code", flat=True)

    def location(self, item):
        return reverse("issues:issue", args=[item])
