"""The page of the five-minute report: saved by itself, kept for later, sent; clashes told."""

import pytest
from django.urls import reverse

from cohorts import services
from cohorts.models import FollowUpRound, ReportDraft
from cohorts.services.drafting import draft_of, keep_draft
from proposals.stamps import Sight, digest
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cohorts import PilotTestFactory, RoundFactory, SiteFactory

pytestmark = pytest.mark.django_db
REASON = "ตกลงกับหน่วยงานแล้วตามหนังสือ"


@pytest.fixture(autouse=True)
def _in_april(at):
    at("2025-04-10 09:00")


@pytest.fixture
def round_():
    round_ = RoundFactory()
    test = PilotTestFactory(team=round_.team)
    test.metrics.create(indicator_th="วันรอ", unit_th="วัน", baseline=46, target=15, result=17)
    return round_


@pytest.fixture
def writer(round_):
    return MembershipFactory(agency=round_.team.responsible_agency).user


@pytest.fixture
def client(client_of, writer):
    return client_of(writer)


def to(name, round_):
    return reverse(f"cohorts:{name}", args=[round_.uid])


def save(client, round_, **fields):
    """What the script of the page sends for some fields."""
    names = [name for name in fields if not name.startswith("_")]
    typed = {"version": "0", "_tab": "a", "_turn": "1", "_q": names, **fields}
    return client.post(to("autosave_report", round_), typed)


def test_a_field_is_saved_while_it_is_typed(round_, client):
    told = save(client, round_, story_th="ยายมะลิ", _seen_story="").json()

    assert (told["state"], told["version"], told["errors"]) == ("saved", 1, {})
    assert told["saved"] == {"story_th": digest("ยายมะลิ")}
    page = client.get(to("report", round_)).content.decode()
    assert "ยายมะลิ" in page
    assert 'name="version" value="1"' in page


def test_ticks_that_are_taken_away_are_saved_too(round_, client, writer):
    keep_draft(round_, {"obstacles": ["BUDGET"]}, by=writer)

    client.post(to("autosave_report", round_), {"version": "1", "_q": ["obstacles"]})

    assert draft_of(round_).answers["obstacles"] == []


def test_a_clash_is_told_with_both_texts_and_the_choice_is_followed(round_, client):
    other = UserFactory()
    keep_draft(round_, {"story_th": "ของเพื่อน"}, by=other, sight=Sight(base=0, tab="b"))

    answer = save(client, round_, story_th="ของฉัน")

    assert (answer.status_code, answer.json()["state"]) == (409, "clash")
    html = answer.json()["clashes"]["story_th"]
    assert ("ของเพื่อน" in html, "ของฉัน" in html) == (True, True)
    theirs = {"story_th": "ของฉัน", "_choice-story_th": "theirs:1"}
    told = save(client, round_, **theirs).json()
    assert "ของเพื่อน" in told["blocks"]["story_th"]
    mine = {"story_th": "ของฉัน", "_choice-story_th": "mine:1"}
    save(client, round_, **mine)
    assert draft_of(round_).answers["story_th"] == "ของฉัน"


def test_a_clash_of_ticks_is_told_in_words(round_, client):
    sight = Sight(base=0, tab="b")
    keep_draft(round_, {"obstacles": ["BUDGET", "DATA"]}, by=UserFactory(), sight=sight)

    told = save(client, round_, obstacles=["PERSONNEL"]).json()

    html = told["clashes"]["obstacles"]
    assert ("งบประมาณ, ข้อมูล" in html, "บุคลากร" in html) == (True, True)


def test_the_whole_page_shows_a_clash_and_does_not_send(round_, client):
    sight = Sight(base=0, tab="b")
    keep_draft(round_, {"story_th": "ของเพื่อน"}, by=UserFactory(), sight=sight)
    typed = {"version": "0", "_tab": "a", "overall": "GREEN", "indicators-0-value": "16"}

    page = client.post(to("report", round_), {**typed, "story_th": "ของฉัน"})

    assert FollowUpRound.objects.get(pk=round_.pk).filed is None
    body = page.content.decode()
    assert ("ของเพื่อน" in body, "ของฉัน" in body) == (True, True)
    assert page.context["blocks"]["story_th"].seen == 0
    client.post(to("report", round_), {**typed, "story_th": "ของฉัน", "_choice-story_th": "mine:1"})
    assert FollowUpRound.objects.get(pk=round_.pk).filed.story_th == "ของฉัน"


def test_kept_for_later_without_script_nothing_is_checked(round_, client):
    typed = {"spending_baht": "แปดแสน", "story_th": "ยายมะลิ", "keep": "1"}

    client.post(to("report", round_), typed)

    assert draft_of(round_).answers == {"spending_baht": "แปดแสน", "story_th": "ยายมะลิ"}
    assert FollowUpRound.objects.get(pk=round_.pk).filed is None


def test_what_cannot_be_sent_stands_in_its_field_and_is_kept(round_, client):
    typed = {"overall": "GREEN", "indicators-0-value": "สิบหก", "spending_baht": "1,250.50"}

    page = client.post(to("report", round_), typed)

    assert page.context["form"].errors.keys() == {"indicators-0-value"}
    assert "สิบหก" in page.content.decode()
    assert draft_of(round_).answers["indicators-0-value"] == "สิบหก"
    client.post(to("report", round_), typed | {"indicators-0-value": "๑๖"})
    report = FollowUpRound.objects.get(pk=round_.pk).filed
    assert (report.spending_baht, report.indicators.get().value) == (1250.5, 16)
    assert not ReportDraft.objects.exists()


def test_the_sites_of_the_page_go_along(round_, client):
    site = SiteFactory(team=round_.team, status="agreed", population=None)
    typed = {"overall": "GREEN", "indicators-0-value": "16", "sites-0-status": "implementing"}

    page = client.get(to("report", round_)).content.decode()
    client.post(to("report", round_), {**typed, "sites-0-population": "120"})

    assert site.agency_th in page
    site.refresh_from_db()
    assert (site.status, site.population) == ("implementing", 120)


def test_a_step_back_of_a_site_is_not_offered_here(round_, client):
    SiteFactory(team=round_.team, status="implementing", started_on=None)

    form = client.get(to("report", round_)).context["form"]

    offered = [value for value, _label in form.fields["sites-0-status"].choices]
    assert offered == ["implementing"]


def test_somebody_else_in_the_same_browser_saves_nothing(round_, client, writer):
    answer = save(client, round_, story_th="ยายมะลิ", _as=str(writer.pk + 1))

    assert (answer.status_code, answer.json()["state"]) == (403, "other_person")
    assert not ReportDraft.objects.exists()


def test_a_report_for_a_closed_round_gets_its_sentence_and_changes_nothing(round_, client):
    services.waive_round(round_, by=UserFactory(staff=True), reason=REASON)

    told = save(client, round_, story_th="ยายมะลิ")
    page = client.get(to("report", round_), follow=True)
    posted = client.post(to("report", round_), {"overall": "GREEN", "indicators-0-value": "16"})

    assert (told.status_code, told.json()["state"]) == (409, "refused")
    assert "ยกเว้น" in told.json()["text"]
    assert page.redirect_chain[-1][0] == round_.get_absolute_url()
    assert [m.level_tag for m in page.context["messages"]] == ["info"]
    assert len(posted.context["form"].non_field_errors()) == 1
    faulty = client.post(to("report", round_), {"story_th": "ยายมะลิ", "indicators-0-value": "x"})
    assert faulty.context["form"].non_field_errors() == [told.json()["text"]]
    assert "ยายมะลิ" in faulty.content.decode()
    assert FollowUpRound.objects.get(pk=round_.pk).filed is None
    assert not ReportDraft.objects.exists()


def test_the_office_moves_the_day(round_, client_of):
    typed = {"due_on_0": 6, "due_on_1": 5, "due_on_2": 2568, "reason": REASON}

    client_of(UserFactory(staff=True)).post(to("move_round", round_), typed)

    assert f"{FollowUpRound.objects.get(pk=round_.pk).due_on}" == "2025-05-06"


def test_the_office_returns_the_report_it_has_read(round_, client_of, writer):
    report = services.file_report(round_, by=writer, overall="GREEN")
    report.refresh_from_db()
    staff = client_of(UserFactory(staff=True))
    url = f"{to('return', round_)}?seen="

    stale = staff.post(f"{url}2025-01-01", {"reason": REASON})
    staff.post(url + report.submitted_at.isoformat().replace("+", "%2B"), {"reason": REASON})

    assert stale.context["form"].non_field_errors()
    report.refresh_from_db()
    assert report.return_note_th == REASON


def test_the_round_shows_the_way_of_each_figure_and_its_pictures(round_, client, writer):
    figure = {"indicator_th": "วันรอ", "unit_th": "วัน", "baseline": 46, "target": 15}
    first = RoundFactory(team=round_.team, months=3, due_on=round_.due_on)
    services.file_report(first, by=writer, overall="GREEN", indicators=[figure | {"value": 20}])
    services.file_report(round_, by=writer, overall="GREEN", indicators=[figure | {"value": 16}])

    page = client.get(round_.get_absolute_url())

    assert [way.words for _row, way in page.context["figures"]] == [
        "ลดลง 4 จากรอบก่อน, คืบหน้าสู่เป้า 97%"
    ]


def test_months_of_the_cohort_are_shown_as_people_write_them(round_, client_of):
    url = reverse("cohorts:settings", args=[round_.team.cohort.call.fiscal_year])

    page = client_of(UserFactory(staff=True)).get(url).content.decode()

    assert 'value="6, 12, 18"' in page
