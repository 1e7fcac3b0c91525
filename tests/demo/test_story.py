"""The demo year is told with the portal's own verbs and stands where the data says."""

import json

import pytest
from django.core.management import CommandError, call_command

from proposals.models import Proposal
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.models import Agency, User
from pyp_portal.demo import cast, story
from pyp_portal.demo.management.commands import seed_demo
from pyp_portal.demo.seed import Seed, moment
from pyp_portal.history.verifying import verify

pytestmark = pytest.mark.django_db


def code_of(row):
    return f"P{row['cohort_fy'] % 100}-{int(row['code'][2:]):04d}"


def expected(seed, date):
    return {
        code_of(row): row["states"][date]
        for row in seed["proposals"]
        if moment(row["history"][0]["at"]) <= moment(date, hour=18, minute=15)
    }


def states():
    return dict(Proposal.objects.values_list("code", "state"))


@pytest.mark.long
@pytest.mark.parametrize("dates", [2, pytest.param(6, marks=pytest.mark.thorough)])
def test_the_story_stands_where_the_data_says_at_each_of_its_dates(dates):
    """The demo that one begins with stands at the second of the six."""
    seed = Seed()
    with clock.at(seed_demo.BEGINNING):
        cast.enter(seed, "!")
    told = seed.dates[:dates]
    left, seen = list(told), {}

    for act in story.acts(story.Company(seed)):
        while left and act.at > moment(left[0], hour=18, minute=15):
            seen[left.pop(0)] = states()
        if not left:
            break
        with clock.at(act.at):
            act.run()
    seen |= {date: states() for date in left}

    assert seen == {date: expected(seed, date) for date in told}
    states_seen = {state for states in seen.values() for state in states.values()}
    assert states_seen == set(State.values) or dates < len(seed.dates)
    assert verify().faults == []


def test_a_second_telling_changes_nothing(settings, tmp_path, capsys):
    settings.VAR_DIR = tmp_path
    seed = Seed()
    with clock.at(seed_demo.BEGINNING):
        cast.enter(seed, "!")
    before = Agency.objects.count(), User.objects.count()

    call_command("seed_demo", "--as-of", "2025-02-18")

    assert (Agency.objects.count(), User.objects.count()) == before
    assert Proposal.objects.count() == 0
    people = json.loads((tmp_path / "accounts.json").read_text())
    assert [person["role"] for person in people] == [row["role"] for row in seed["users_demo"]]
    assert set(people[0]) == {"role", "username", "email", "password"}


def test_the_demo_stands_at_one_of_its_six_dates_only():
    with pytest.raises(CommandError, match="2025-01-03, 2025-02-18"):
        call_command("seed_demo", "--as-of", "2025-02-19")
