"""Opinions as a file, posters with their code, and the jobs that make them."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from cohorts import poster_pdf, posters, tasks, voice_exports
from cohorts.models import Opinion
from cohorts.states import TierKey
from proposals.states import State
from pyp_portal.papers.models import Export
from tests.factories.accounts import UserFactory
from tests.factories.citizens import (
    IssuePageFactory,
    OpenActivityFactory,
    OpinionFactory,
)
from tests.factories.cohorts import full_team, person_in
from tests.papers.pdfs import assert_sound

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_may(at):
    at("2025-05-02 09:00")
    with translation.override("th"):
        yield


@pytest.fixture
def team():
    return full_team(State.IN_LAB)


@pytest.fixture
def coordinator(team, client_of):
    return client_of(person_in(team, TierKey.COORDINATOR))


@pytest.fixture
def staff():
    return UserFactory(staff=True)


def to(name, *args):
    return reverse(f"cohorts:{name}", args=args)


def test_the_file_holds_only_words_that_may_be_read(team, coordinator):
    OpinionFactory(team=team, words="ยังไม่อ่าน", age_band="60+")
    OpinionFactory(team=team, shown=True, words="อ่านแล้ว", response="done")
    coordinator.post(to("voices_export", team.proposal.code), {"format": "csv"})
    export = Export.objects.get()

    table = voice_exports.table(export)
    rows = [list(row) for row in table.rows]
    export.standing = table.standing

    assert [row[3] for row in rows] == ["", "อ่านแล้ว"]
    assert voice_exports.may_fetch(export, export.asked_by)
    stranger = UserFactory()
    assert not voice_exports.may_fetch(export, stranger)
    export.asked_by = stranger
    with pytest.raises(PermissionDenied):
        voice_exports.table(export)


def test_a_poster_leads_to_the_form(team, coordinator):
    IssuePageFactory(team=team)
    invitation = OpenActivityFactory(team=team)
    coordinator.post(to("poster", team.proposal.code), {"activity": invitation.uid})
    coordinator.post(to("poster", team.proposal.code))
    of_activity, of_issue = Export.objects.order_by("pk")

    assert posters.subject(of_activity, of_activity.asked_by) == (team, invitation)
    assert invitation.get_absolute_url() in poster_pdf.sheet(team, invitation)
    assert f"/issues/{team.proposal.code}/say/" in poster_pdf.sheet(team, None)
    assert posters.subject(of_issue, UserFactory()) == (None, None)
    assert not posters.may_fetch(of_issue, UserFactory())
    written = BytesIO()
    assert list(poster_pdf.book(of_issue).write(written)) == [team]
    assert_sound(written.getvalue(), f"โปสเตอร์ {team.proposal.code}")
    assert coordinator.post(to("export_file", of_issue.uid)).status_code == 302


def test_no_poster_for_an_issue_that_has_ended(coordinator, team, staff, client_of):
    team.proposal.__class__.objects.filter(pk=team.proposal.pk).update(**{"state": State.CLOSED})

    page = client_of(staff).post(to("poster", team.proposal.code), follow=True)

    assert (Export.objects.count(), len(page.context["messages"])) == (0, 1)


def test_the_jobs_of_the_room(team, coordinator, monkeypatch):
    bound, made = [], []
    monkeypatch.setattr(tasks.exporting, "bind", lambda *given: bound.append(given))
    monkeypatch.setattr(tasks.exporting, "make", lambda *given: made.append(given))

    tasks.draw_poster(1)
    tasks.export_voices(2)
    tasks.forget_voices()

    assert (bound, made) == ([(1, poster_pdf.book)], [(2, voice_exports.table)])
    assert Opinion.objects.count() == 0
