"""The development proposal while it is typed: kept by itself, and nobody overwrites anybody."""

import pytest
from django.urls import reverse

from cohorts import services
from cohorts.services.developing import draft_of, keep_development, standing
from cohorts.states import TierKey
from proposals.grounds import MoveRefused
from proposals.stamps import Sight, digest
from proposals.states import State
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import full_team, person_in

pytestmark = pytest.mark.django_db
OTHERS = Sight(base=0, tab="b")


@pytest.fixture(autouse=True)
def _in_april(at):
    at("2025-04-10 09:00")


@pytest.fixture
def team():
    return full_team(State.IN_LAB)


@pytest.fixture
def coordinator(team):
    return person_in(team, TierKey.COORDINATOR)


@pytest.fixture
def client(client_of, coordinator):
    return client_of(coordinator)


def to(name, team):
    return reverse(f"cohorts:{name}", args=[team.proposal.code])


def save(client, team, **fields):
    """What the script of the page sends for some sections."""
    names = [name for name in fields if not name.startswith("_")]
    typed = {"version": "0", "_tab": "a", "_turn": "1", "_q": names, **fields}
    return client.post(to("autosave_development", team), typed)


def post(client, team, **fields):
    """The whole page as it is sent."""
    known = {"version": "0", "_tab": "a", "_turn": "9", "note_th": "ปรับ"}
    return client.post(to("write_development", team), known | fields)


# --- Kept while it is typed ---------------------------------------------------------
def test_a_section_is_kept_while_it_is_typed_and_stands_in_the_form_again(team, client):
    told = save(client, team, problem_th="รอ 46 วัน").json()

    assert (told["state"], told["version"]) == ("saved", 1)
    assert told["saved"] == {"problem_th": digest("รอ 46 วัน")}
    page = client.get(to("write_development", team)).content.decode()
    assert ("รอ 46 วัน" in page, 'name="version" value="1"' in page) == (True, True)
    assert team.development.count() == 0


def test_text_that_no_version_may_have_is_kept_whole_and_says_how_much_is_too_much(team, client):
    long = "ย" * 6001

    save(client, team, problem_th=long)
    page = post(client, team, version="1", problem_th=long)

    assert page.context["form"].errors.keys() == {"problem_th"}
    assert (long in page.content.decode(), team.development.count()) == (True, 0)
    assert draft_of(team).answers["problem_th"] == long


def test_without_script_the_text_is_kept_and_nothing_is_checked(team, client):
    answer = post(client, team, keep="1", note_th="", risks_th="ฝนตก")

    assert answer.url == to("write_development", team)
    assert (draft_of(team).answers, team.development.count()) == ({"risks_th": "ฝนตก"}, 0)


def test_a_name_that_is_no_section_is_not_kept(team, client):
    told = save(client, team, number="9", written_by="1").json()

    assert (told["saved"], draft_of(team)) == ({}, None)


def test_a_version_is_what_was_kept_and_the_draft_is_empty_then(team, client):
    save(client, team, problem_th="รอ 46 วัน", steps_th="เดือนหน้า")

    post(client, team, version="1", problem_th="รอ 46 วัน", steps_th="เดือนหน้า")

    version = team.development.get()
    assert (version.problem_th, version.steps_th, version.note_th) == (
        "รอ 46 วัน",
        "เดือนหน้า",
        "ปรับ",
    )
    assert (draft_of(team).answers, standing(team, draft_of(team))["note_th"]) == ({}, "")


def test_a_save_that_comes_after_the_version_brings_no_draft_back(team, client):
    save(client, team, problem_th="รอ 46 วัน")
    post(client, team, version="1", problem_th="รอ 46 วัน")

    late = save(client, team, problem_th="รอ 46 วัน", note_th="ปรับ")

    assert late.status_code == 409  # the note is nowhere any more
    assert draft_of(team).answers == {}


# --- Two at once ---------------------------------------------------------------------
def test_two_texts_of_one_section_stand_side_by_side_until_one_is_chosen(team, client):
    keep_development(team, {"problem_th": "ของเพื่อน"}, by=UserFactory(), sight=OTHERS)

    answer = save(client, team, problem_th="ของฉัน")

    assert (answer.status_code, answer.json()["state"]) == (409, "clash")
    html = answer.json()["clashes"]["problem_th"]
    assert ("ของเพื่อน" in html, "ของฉัน" in html) == (True, True)
    save(client, team, problem_th="ของฉัน", **{"_choice-problem_th": "mine:1"})
    assert draft_of(team).answers["problem_th"] == "ของฉัน"


def test_the_whole_page_shows_a_clash_and_saves_no_version(team, client):
    keep_development(team, {"problem_th": "ของเพื่อน"}, by=UserFactory(), sight=OTHERS)

    page = post(client, team, problem_th="ของฉัน")

    body = page.content.decode()
    assert ("ของเพื่อน" in body, "ของฉัน" in body, team.development.count()) == (True, True, 0)
    post(client, team, problem_th="ของฉัน", **{"_choice-problem_th": "mine:1"})
    assert team.development.get().problem_th == "ของฉัน"


def test_a_version_saved_meanwhile_clashes_where_both_wrote_and_stays_elsewhere(team, client):
    was = {"_was-steps_th": digest("")}
    services.write_development(
        team, by=UserFactory(staff=True), note_th="ของเพื่อน", problem_th="รอนาน", steps_th="เดือนหน้า"
    )

    page = post(client, team, problem_th="รอนานมาก", steps_th="", **was)
    post(
        client, team, problem_th="รอนานมาก", steps_th="", **was,
        **{"_choice-problem_th": "mine:1", "_choice-note_th": "mine:1"},
    )  # fmt: skip

    assert ("รอนาน" in page.content.decode(), page.context["blocks"]["steps_th"].clash) == (
        True,
        None,
    )
    last = team.development.last()
    assert (last.number, last.problem_th, last.steps_th) == (2, "รอนานมาก", "เดือนหน้า")


def test_a_version_of_a_draft_that_somebody_has_changed_since_is_refused(team, coordinator):
    keep_development(team, {"problem_th": "รอนาน"}, by=coordinator)
    keep_development(team, {"steps_th": "เดือนหน้า"}, by=UserFactory())

    with pytest.raises(MoveRefused):
        services.write_development(
            team, by=coordinator, note_th="แรก", drafted="1", problem_th="รอนาน"
        )

    assert (team.development.count(), draft_of(team).version) == (0, 2)


def test_words_of_sections_that_a_version_does_not_name_stay_a_draft(team, coordinator):
    keep_development(team, {"problem_th": "รอนาน", "steps_th": "เดือนหน้า"}, by=coordinator)

    services.write_development(team, by=coordinator, note_th="แรก", problem_th="รอนาน")

    assert draft_of(team).answers == {"steps_th": "เดือนหน้า"}


# --- Bad moments ---------------------------------------------------------------------
def test_after_the_lab_what_is_typed_is_refused_and_stays_on_the_page(client_of):
    team = full_team(State.LAB_COMPLETED)
    client = client_of(person_in(team, TierKey.COORDINATOR))

    answer, page = save(client, team, problem_th="รอนาน"), post(client, team, problem_th="รอนาน")

    assert (answer.status_code, answer.json()["state"]) == (409, "refused")
    assert ("รอนาน" in page.content.decode(), draft_of(team)) == (True, None)


def test_who_has_signed_in_meanwhile_in_this_browser_keeps_nothing(team, client):
    answer = save(client, team, problem_th="รอนาน", _as="0")

    assert (answer.status_code, answer.json()["state"]) == (403, "other_person")
    assert draft_of(team) is None


def test_a_version_without_a_word_on_what_is_new_is_not_saved(team, client):
    page = post(client, team, note_th=" ", problem_th="รอนาน")

    assert (page.context["form"].errors.keys(), team.development.count()) == ({"note_th"}, 0)
    assert draft_of(team).answers["problem_th"] == "รอนาน"
