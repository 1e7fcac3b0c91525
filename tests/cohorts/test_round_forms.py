"""PD-24 before it is sent: the form of a round with what is known, and lines for a pen."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from cohorts import round_papers, services
from cohorts.services import drafting
from pyp_portal.papers.models import Paper
from tests.cohorts.test_documents import is_whole
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import PilotTestFactory, RoundFactory, SiteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def round_():
    round_ = RoundFactory()
    test = PilotTestFactory(team=round_.team)
    test.metrics.create(indicator_th="วันรอ", unit_th="วัน", baseline=46, target=15, result=17)
    SiteFactory(team=round_.team)
    return round_


def text_of(paper):
    return " ".join(strip_tags(paper.html.replace("<", " <")).replace("\xa0", " ").split())


def to(name, round_):
    return reverse(f"cohorts:{name}", args=[round_.uid])


def test_it_shows_what_is_known_and_typed_and_leaves_lines_for_the_rest(round_, staff, caplog):
    typed = {
        "overall": "YELLOW",
        "obstacles": ["BUDGET"],
        "help_needed_th": "ขอคน 2 คน",
        "indicators-0-value": "1200",
    }
    drafting.keep_draft(round_, typed, by=staff)

    paper = round_papers.form(round_, by=staff)

    text = text_of(paper)
    for said in (
        "( / ) ช้ากว่าแผน",
        "( / ) งบประมาณ",
        "ขอคน ๒ คน",
        "วันรอ วัน ๔๖ ๑๕ ๑๗ ๑,๒๐๐",
        "หัวหน้าหน่วยงาน",
    ):
        assert said in text, said
    assert text.count("( / )") == 2
    assert paper.html.count('class="to-write"') == 6  # the obstacle and the story are open
    assert (paper.kind, paper.is_draft, paper.number) == ("PD-24", True, "")
    is_whole(paper, caplog)


def test_a_second_print_takes_the_place_of_the_first_and_others_keep_theirs(round_, staff):
    other = UserFactory(staff=True)
    round_papers.form(round_, by=staff)
    theirs = round_papers.form(round_, by=other)

    second = round_papers.form(round_, by=staff)

    assert list(Paper.objects.order_by("pk")) == [theirs, second]
    assert round_papers.form_of(round_, staff) == second
    assert round_papers.form_of(round_, UserFactory(staff=True)) is None


def test_it_is_printed_from_the_page_of_the_round(round_, staff, client_of):
    client = client_of(staff)
    assert to("print_round_form", round_) in client.get(round_.get_absolute_url()).content.decode()

    answer = client.post(to("print_round_form", round_))

    assert answer.url == to("round_form", round_)
    assert client.get(answer.url).status_code == 202
    assert client_of(UserFactory(staff=True)).get(answer.url).status_code == 404


def test_a_round_that_is_settled_has_no_form_any_more(round_, staff, client_of):
    services.accept_report(services.file_report(round_, by=staff, overall="GREEN"), by=staff)

    answer = client_of(staff).post(to("print_round_form", round_))

    assert (answer.status_code, Paper.objects.count()) == (404, 0)
