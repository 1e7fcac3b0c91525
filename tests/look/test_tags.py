"""The parts that pages are made of."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.template import Context, Template

from proposals.states import State
from pyp_portal.actions import Action
from pyp_portal.tiles import NAMES, tiles


def shown(text, **context):
    return Template("{% load look %}" + text).render(Context(context))


def test_an_icon_comes_from_the_one_sprite():
    assert shown('{% icon "check" %}') == (
        '<svg class="icon " aria-hidden="true"><use href="/static/img/icons.svg#check"/></svg>'
    )


@pytest.mark.parametrize("state", State)
def test_each_state_has_icon_word_and_colour(state):
    badge = shown("{% state_badge state %}", state=state)

    assert f"tone-{state.tone} " in badge
    assert f"#{state.icon}" in badge
    assert badge.endswith(f"{state.label}</span>")


def test_applicants_cannot_tell_eligible_from_reviewing():
    badges = {
        shown("{% state_badge state public=True %}", state=state)
        for state in (State.ELIGIBLE, State.REVIEWING)
    }

    assert len(badges) == 1


def test_an_act_is_a_form_and_a_page_is_a_link():
    act = Action("Submit", "/submit/", tone="primary")
    page = Action("Edit", "/edit/", method="get")

    buttons = shown("{% action_buttons actions 7 %}", actions=[act, page], csrf_token="secret")

    assert '<form method="post" action="/submit/">' in buttons
    assert 'name="csrfmiddlewaretoken" value="secret"' in buttons
    assert 'name="version" value="7"' in buttons
    assert '<a class="btn btn-secondary" href="/edit/">Edit</a>' in buttons


def test_a_refused_act_leads_nowhere_and_says_why():
    buttons = shown(
        "{% action_buttons actions %}", actions=[Action("Pass", "/pass/", refusal="E3")]
    )

    assert 'aria-disabled="true" aria-describedby="why-1"' in buttons
    assert 'id="why-1"' in buttons
    assert "E3" in buttons
    assert "/pass/" not in buttons


def test_without_acts_there_is_no_box():
    assert shown("{% action_buttons actions %}", actions=[]).strip() == ""


def test_the_map_knows_77_provinces_once():
    drawn = list(tiles())

    assert len(drawn) == len(NAMES) == 77
    assert len({(tile["x"], tile["y"]) for tile in drawn}) == 77
    assert {tile["name"] for tile in drawn} == set(NAMES.values())


def test_the_map_marks_places():
    drawn = shown('{% tile_map "Issues" levels %}', levels={"สงขลา": "2"})

    assert drawn.count('<g class="tile tile-2"><title>สงขลา</title>') == 1
    assert drawn.count('<g class="tile">') == 76


@dataclass
class Task:
    title: str
    url: str
    note: str = ""


def test_a_task_is_a_link():
    text = '{% include "components/task_list.html" %}'

    assert '<h3><a href="/a/">Revise</a></h3>' in shown(text, tasks=[Task("Revise", "/a/")])


def test_steps_say_where_one_is():
    steps = [
        SimpleNamespace(label="Agency", note="done", status="done", url="/1/"),
        SimpleNamespace(label="Area", note="here", status="now", url="/2/"),
    ]

    nav = shown('{% include "components/step_nav.html" %}', steps=steps, percent=40, here=2)

    assert nav.count('<a href="/2/" aria-current="step">') == 2  # beside, and folded on a phone
    assert '<progress value="40" max="100"' in nav
