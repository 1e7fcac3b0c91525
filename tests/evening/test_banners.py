"""Banners: on every page from their first minute to their last, whoever reads."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from pyp_portal.evening import services, standing
from pyp_portal.evening.models import Banner, Severity
from pyp_portal.history.services import timeline
from tests.factories.accounts import UserFactory
from tests.factories.proposals import CallFactory, ProposalFactory, submitter
from tests.proposals.browsing import url

pytestmark = pytest.mark.django_db


def test_it_stands_from_its_first_moment_to_its_last(write, at):
    banner = write()
    seen = {}
    for moment in ("20:59:59", "21:00", "21:59:59", "22:00"):
        at(f"2025-01-06 {moment}")
        seen[moment] = [one.pk for one in standing.banners()]

    here = [banner.pk]
    assert seen == {"20:59:59": [], "21:00": here, "21:59:59": here, "22:00": []}


def test_the_latest_comes_first(write, at):
    earlier = write(starts_at=at("2025-01-06 20:00"))
    later = write()

    assert standing.banners() == [later, earlier]


@pytest.mark.parametrize("language", ["th", "en"])
def test_each_page_shows_it_in_the_language_of_the_reader(write, client, client_of, language):
    proposal = ProposalFactory(call=CallFactory())
    write(text_th="เลื่อนปิดรับ", text_en="Moved", severity="trouble")
    visitor, person = client, client_of(submitter(proposal))
    pages = {
        visitor: ["/", reverse("call"), reverse("account_login"), "/no-such-page/"],
        person: [
            "/",
            proposal.get_absolute_url(),
            url("step", proposal.code, 1),
        ],
    }
    shown = []
    for reader, addresses in pages.items():
        reader.cookies["django_language"] = language
        shown += [reader.get(address).content.decode() for address in addresses]

    said, other = ("เลื่อนปิดรับ", "Moved") if language == "th" else ("Moved", "เลื่อนปิดรับ")
    assert [(said in page, other in page) for page in shown] == [(True, False)] * 7
    assert all('class="banner tone-stop"' in page for page in shown)


def test_s12_what_was_written_is_text(write, client):
    write(text_th="<script>alert(1)</script><b>x</b>")

    page = client.get("/").content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;x" in page
    assert "<script>alert" not in page


def test_changed_by_two_the_second_learns_what_the_first_wrote(write):
    banner = write()
    write(banner, version=1, text_th="ข้อความแรก")

    with pytest.raises(ValidationError, match="ข้อความแรก"):
        write(banner, version=1, text_th="ข้อความที่สอง")

    kept = Banner.objects.get()
    assert (kept.text_th, kept.version) == ("ข้อความแรก", 2)
    assert [event.verb for event in timeline(banner)] == ["written", "written"]


@pytest.mark.parametrize(("starts", "first"), [("20:00", "20:00"), ("21:30", "21:00")])
def test_taken_off_it_is_gone_at_once(write, at, starts, first):
    begins, expected = at(f"2025-01-06 {starts}"), at(f"2025-01-06 {first}")
    banner = write(starts_at=begins)
    now = at("2025-01-06 21:00")

    done = [services.end_banner(banner, by=UserFactory(admin=True)) for _press in range(2)]
    standing.forget()

    kept = Banner.objects.get()
    assert done == [True, False]
    assert (kept.starts_at, kept.ends_at) == (expected, now)
    assert standing.banners() == []


def test_each_severity_has_its_colour_and_icon():
    looks = {one.value: (one.tone, one.icon) for one in Severity}

    assert looks == {
        "news": ("work", "info"),
        "care": ("wait", "alert"),
        "trouble": ("stop", "alert"),
    }
