"""What the archives answered, and what then goes by the rule of two people."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from cohorts.archive import series
from cohorts.models import ArchiveOffer
from cohorts.services import archiving
from proposals.grounds import MoveRefused
from pyp_portal import clock
from pyp_portal.history.models import Event
from pyp_portal.history.services import latest
from pyp_portal.papers.models import Paper
from pyp_portal.privacy.schedule import all_rules
from selection.models import PageSet
from selection.services import pages
from tests.cohorts.test_races import at_once
from tests.factories.accounts import UserFactory
from tests.factories.archiving import answered, offered_year, packed
from tests.factories.cohorts import SeatFactory
from tests.factories.proposals import AttachmentFactory, StoredFileFactory, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return UserFactory(admin=True, given_th="ธีระ")


@pytest.fixture
def year(at, admin):
    return offered_year(at, admin)


def test_after_a_year_goes_what_they_took_and_nothing_else(year, admin, at, client_of):
    packed(year, admin)
    rule = all_rules()[archiving.HANDED_OVER]
    proposal = year.cohort.teams.get().proposal
    later = AttachmentFactory(proposal=proposal, file=StoredFileFactory(content=pdf(5)))
    first = proposal.attachments.get(file__name="แผน 100%.pdf").file
    drawn = PageSet.objects.create(
        source=first, asked_at=clock.now(), file=ContentFile(b"x", name="pages/1.zip")
    )
    at("2038-03-02 09:00")
    took = answered(year, admin, "partly", taken=["1-proposals"])
    assert list(rule.due(clock.now())) == []

    at("2039-03-02 09:00")
    assert list(rule.due(clock.now())) == [took]
    assert rule.act(took, admin) == {"files": 1}
    pages.forget_gone()

    first.refresh_from_db()
    assert (first.is_gone, first.name, len(first.sha256)) == (True, "แผน 100%.pdf", 64)
    assert later.file.file and not PageSet.objects.filter(pk=drawn.pk)
    assert not Paper.objects.filter(state="made", file="").exists()
    page = client_of(admin).get(reverse("proposals:files", args=[proposal.code])).content.decode()
    gone, stays = (proposal.attachments.get(file=file).uid for file in (first, later.file))
    link = client_of(admin).get(reverse("proposals:file", args=[gone]))
    assert (link.status_code, link.templates[0].name) == (410, "410.html")
    assert (str(gone) in page, first.name in page, str(stays) in page) == (False, True, True)
    assert list(rule.due(clock.now())) == []
    assert latest(year.cohort, "handed-over files removed").data == {"files": 1}
    with pytest.raises(MoveRefused):
        answered(ArchiveOffer.objects.get(), admin, "refused")


def test_what_they_did_not_take_stays(year, admin, at):
    packed(year, admin)
    at("2038-03-02 09:00")
    refused = answered(year, admin, "refused")
    at("2045-03-02 09:00")

    assert (refused.package, refused.taken) == (None, [])
    assert list(all_rules()[archiving.HANDED_OVER].due(clock.now())) == []


def test_an_answer_entered_meanwhile_is_not_written_over(year, admin, at):
    packed(year, admin)
    at("2038-03-02 09:00")
    answered(year, admin, "accepted")

    with pytest.raises(MoveRefused):  # the page of the second one shows no answer yet
        answered(year, UserFactory(admin=True), "refused")

    stands = ArchiveOffer.objects.get()
    assert (stands.answer, stands.taken) == ("accepted", [one.key for one in series.SERIES])
    assert Event.objects.of(year.cohort).filter(verb="archives answered").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_is_told_to_look_again(admin):
    cohort = SeatFactory().cohort
    shown = archiving.offer(cohort, by=admin)
    people = [admin, UserFactory(admin=True)]

    told = at_once(*[lambda who=who: answered(shown, who, "refused") for who in people])

    assert sorted(one is not None for one in told) == [False, True]
    assert ArchiveOffer.objects.get().version == 2


def test_a_year_is_offered_once(year, admin):
    assert archiving.offer(year.cohort, by=UserFactory(admin=True)) == year
    assert Event.objects.of(year.cohort).filter(verb="offered to the archives").count() == 1
