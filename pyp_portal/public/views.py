"""The public pages: policies, contact, statistics, open data, site map."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps.views import sitemap as map_for_engines
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from cohorts.states import ActivityKind
from proposals.states import State
from pyp_portal.accounts.roles import Level, Sector
from pyp_portal.languages import in_words
from pyp_portal.paging import key_in
from pyp_portal.privacy import standing
from pyp_portal.privacy.models import Notice
from pyp_portal.public import cookies as kept
from pyp_portal.public import datasets, sitemaps, statistics, texts


@login_not_required
@require_safe
def policy(request, name):
    """One of the policies, or how accessible the site is."""
    context = {"text": texts.PAGES[name], "version": texts.VERSION}
    return render(request, "public/policy.html", context)


@login_not_required
@require_safe
def privacy(request):
    """The privacy notice that holds, or one that held before or is to come."""
    versions = Notice.objects.published().order_by("-number")
    asked = key_in(request.GET, "version")
    context = {
        "notice": (asked and versions.filter(number=asked).first()) or standing.current(),
        "versions": versions,
        "data_protection": settings.DATA_PROTECTION_EMAIL,
    }
    return render(request, "public/privacy.html", context)


@login_not_required
@require_safe
def cookies(request):
    """What a browser keeps for the portal, and why."""
    return render(request, "public/cookies.html", {"kept": kept.COOKIES})


@login_not_required
@require_safe
def contact(request):
    """How to reach the office, as far as it has said so."""
    context = {
        "address": settings.OFFICE_ADDRESS,
        "email": settings.OFFICE_EMAIL,
        "data_protection": settings.DATA_PROTECTION_EMAIL,
    }
    return render(request, "public/contact.html", context)


@login_not_required
@require_safe
def sitemap(request):
    """All public pages, for people."""
    return render(request, "public/sitemap.html", {"groups": sitemaps.groups()})


@login_not_required
@require_safe
def sitemap_xml(request):
    """All public pages, for search engines."""
    maps = {"pages": sitemaps.Pages, "issues": sitemaps.Issues, "models": sitemaps.Models}
    return map_for_engines(request, maps, template_name="public/sitemap.xml")


@login_not_required
@require_safe
def robots(request):
    """What search engines may walk through, and where the map of it is."""
    site_map = f"{settings.SITE_URL}{reverse('public:sitemap_xml')}"
    lines = ["User-agent: *", "Disallow: /accounts/", f"Sitemap: {site_map}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@login_not_required
@require_safe
def figures(request, year=None):
    """The figures of an open year, the newest where none is named."""
    years = statistics.years()
    if year is not None and year not in years:
        raise Http404
    context = {"years": years, "found": None}
    if years:
        context |= shown(statistics.of(year or years[0]))
    return render(request, "public/statistics.html", context)


def shown(found):
    """The figures with the words of this language."""
    levels, sectors = dict(Level.choices), dict(Sector.choices)
    return {
        "found": found,
        "kinds": lines(found["kinds"], lambda keys: kind_of(keys, levels, sectors)),
        "regions": lines(found["regions"]),
        "themes": lines(found["themes"], lambda keys: in_words(*keys)),
        "states": [(State(state), n) for state, n in found["states"].items()],
        "took_part": [(ActivityKind(kind).label, *rest) for kind, *rest in found["public"]],
        "map_levels": {
            name: "2" if n > 1 else "1"
            for name, n in (found["provinces"] | found["sites"]).items()
            if name
        },
    }


def lines(rows, name=" ".join):
    """(name, submitted, selected) for each row."""
    return [(name(row["keys"]), row["submitted"], row["selected"]) for row in rows]


def kind_of(keys, levels, sectors):
    """Sector and level of an agency in words; bodies outside the state have no level."""
    sector, level = keys
    return " · ".join(str(word) for word in (sectors.get(sector), levels.get(level)) if word)


@login_not_required
@require_safe
def open_data(request):
    """The datasets with the dictionary of their columns."""
    return render(request, "public/open_data.html", {"datasets": datasets.DATASETS})


@login_not_required
@require_safe
@conditional_page
def dataset(request, name, format):
    """One dataset as a file that programs read."""
    if name not in datasets.BY_NAME or format not in datasets.WRITERS:
        raise Http404
    write, content_type = datasets.WRITERS[format]
    answer = HttpResponse(write(datasets.BY_NAME[name]), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{format}"'
    answer["Access-Control-Allow-Origin"] = "*"  # for everybody's pages
    return answer
