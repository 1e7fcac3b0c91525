"""The development proposal: versions that nobody overwrites, words that changed, comments."""

import pytest
from django.urls import reverse

from cohorts import services
from cohorts.states import TierKey
from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal.outbox.models import Message
from tests.factories.cohorts import full_team, person_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_april(at):
    at("2025-04-10 09:00")


@pytest.fixture
def team():
    return full_team(State.IN_LAB)


@pytest.fixture
def coordinator(team):
    return person_in(team, TierKey.COORDINATOR)


def to(name, *args):
    return reverse(f"cohorts:{name}", args=args)


def written(team, by, **sections):
    return services.write_development(team, by=by, note_th="ปรับตามความเห็น", **sections)


# --- Verbs --------------------------------------------------------------------
def test_a_version_keeps_the_sections_that_were_not_named(team, coordinator):
    written(team, coordinator, problem_th="รอนาน", steps_th="เดือนหน้า")
    second = written(team, coordinator, problem_th="รอนานเกินไป", seen="1")

    assert (second.number, second.steps_th) == (2, "เดือนหน้า")
    assert [one.problem_th for one in team.development.all()] == ["รอนาน", "รอนานเกินไป"]


@pytest.mark.parametrize(("text", "seen"), [("รอนาน", "1"), ("ใหม่", "0")])
def test_no_version_of_nothing_and_none_over_what_was_not_seen(team, coordinator, text, seen):
    written(team, coordinator, problem_th="รอนาน")

    with pytest.raises(MoveRefused):
        written(team, coordinator, problem_th=text, seen=seen)

    assert team.development.count() == 1


def test_a_comment_reaches_the_coordinator_and_its_answer_the_author(team, coordinator):
    version = written(team, coordinator, problem_th="รอนาน")
    advisor = person_in(team, TierKey.ADVISOR)
    comment = services.comment_development(
        version, by=advisor, section="problem_th", text_th="ขอตัวเลข"
    )
    services.settle_comment(comment, by=coordinator, answer_th="เพิ่มแล้ว")
    with pytest.raises(MoveRefused):
        services.settle_comment(comment, by=coordinator)
    own = services.comment_development(
        version, by=coordinator, section="risks_th", text_th="เตือนตัวเอง"
    )
    services.settle_comment(own, by=coordinator)

    assert sorted(Message.objects.values_list("template", "address")) == [
        ("cohorts/emails/comment_settled.txt", advisor.email),
        ("cohorts/emails/development_commented.txt", coordinator.email),
    ]


# --- Pages --------------------------------------------------------------------
def test_it_is_begun_read_and_compared_through_the_pages(team, coordinator, client_of):
    client, code = client_of(coordinator), team.proposal.code
    empty = client.get(to("development", code))
    assert client.get(to("development_changes", code)).status_code == 404
    client.post(to("write_development", code), {"note_th": "แรก", "problem_th": "รอ 46 วัน"})
    client.post(to("write_development", code), {"note_th": "สอง", "problem_th": "รอ 17 วัน"})
    client.post(
        to("write_development", code),
        {"note_th": "สาม", "problem_th": "รอ 17 วัน", "risks_th": "ฝนตก"},
    )

    assert empty.context["shown"] is None
    assert "รอ 17 วัน" in client.get(to("development", code)).content.decode()
    assert "รอ 46 วัน" in client.get(f"{to('development', code)}?version=1").content.decode()
    last = client.get(to("development_changes", code)).context
    assert [heading for heading, _pieces in last["sections"]] == ["ความเสี่ยงและวิธีรับมือ"]
    whole = client.get(f"{to('development_changes', code)}?to=3&from=1").content.decode()
    assert ("<del>" in whole, "46" in whole, "ฝนตก" in whole) == (True, True, True)


def test_comments_come_from_the_team_and_are_settled_by_the_coordinator(
    team, coordinator, client_of
):
    code, advisor = team.proposal.code, client_of(person_in(team, TierKey.ADVISOR))
    url = to("comment_development", code)
    assert advisor.get(url).status_code == 404
    version = written(team, coordinator, problem_th="รอนาน")
    said = {"section": "problem_th", "text_th": "ขอตัวเลขก่อนและหลัง"}

    advisor.post(url, said)
    wrong = advisor.post(url, said | {"section": "number"})
    comment = version.comments.get()
    settle = to("settle_comment", code, comment.uid)
    assert advisor.get(settle).status_code == 403
    client_of(coordinator).post(settle, {"answer_th": "เพิ่มแล้วในฉบับที่ 2"})

    page = advisor.get(to("development", code)).content.decode()
    assert wrong.context["form"].errors.keys() == {"section"}
    assert ("ขอตัวเลขก่อนและหลัง" in page, "เพิ่มแล้วในฉบับที่ 2" in page) == (True, True)
