"""Words of score sheets go once their time is over; points and seals stay and can be verified."""

from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from proposals.models import Proposal
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.verifying import verify
from pyp_portal.papers import inspecting
from pyp_portal.papers.jobs import State as Made
from pyp_portal.papers.models import Paper
from pyp_portal.privacy import retaining
from pyp_portal.privacy.models import Hold, RemovalItem
from pyp_portal.privacy.schedule import all_rules
from pyp_portal.templatetags.thai import thai_date
from selection import retention, services
from selection.kinds import Interest, Severity
from selection.models import (
    Emptied,
    Exercise,
    LetterText,
    PageSet,
    PitchSession,
    PracticeSheet,
    Score,
    ScoreSheet,
    Seal,
    SheetVersion,
    SlideDeck,
)
from selection.services import emptying, signing
from selection.services.pages import forget_gone
from tests.factories.accounts import UserFactory
from tests.factories.proposals import StoredFileFactory, submitter
from tests.factories.selection import REASON, fresh
from tests.selection.emptying import LATER, MARK, due, empty, released, undone, words_left
from tests.selection.sealing import faults, sheet_of

pytestmark = pytest.mark.django_db
OVER = "The time of this score sheet is over: it changes no more."


@pytest.fixture
def admins():
    return UserFactory(admin=True), UserFactory(admin=True)


class TestWhatGoes:
    def test_words_go_by_the_word_of_two_and_the_seals_hold(self, plan, seats, judged, admins, at):
        before = [list(m.objects.values("pk", *n)) for m, n in FIGURES]
        chain = list(Seal.objects.values())
        at(LATER)
        retaining.look()
        removal = RemovalItem.objects.get(removal__rule=retention.SHEETS).removal
        approval = retaining.propose(removal, by=admins[0], reason="ครบกำหนด")
        retaining.confirm(approval, by=admins[1])
        assert len(words_left()) == 10

        assert retaining.go_on() == 1

        assert words_left() == []
        assert [list(m.objects.values("pk", *n)) for m, n in FIGURES] == before
        assert list(Seal.objects.values()) == chain
        assert faults(plan) == []
        assert {one.by for one in Emptied.objects.all()} == {admins[1]}
        counts = {"sheets": 2, "files": 0, "remarks": 2, "records": 1}
        removal.refresh_from_db()
        assert removal.counts == counts
        assert not Paper.objects.waiting().filter(record_type="selection.scoresheet").exists()
        assert (due(), verify().faults, inspecting.inspect().faults) == ([], [], [])

    def test_the_command_says_of_how_many_the_words_are_gone(self, judged, at, capsys):
        at(LATER)
        empty(judged)
        call_command("verify_seals")
        assert "1 seals over 2 sheets; 0 sheets wait" in (said := capsys.readouterr().out)
        assert "2 are kept without their words" in said

    def test_done_again_or_broken_off_it_changes_nothing(self, plan, judged, at, monkeypatch):
        at(LATER)
        with monkeypatch.context() as patched, pytest.raises(OSError), transaction.atomic():
            patched.setattr(emptying, "_points_only", lambda entry: (_ for _ in ()).throw(OSError))
            empty(judged)
        assert (Emptied.objects.exists(), due(), faults(plan)) == (False, [judged], [])

        empty(judged)
        assert empty(judged)["sheets"] == 0
        assert Emptied.objects.count() == 2

    def test_the_text_of_a_letter_that_nobody_approved_goes(self, plan, judged, at):
        item = released_item(plan, judged)
        LetterText.objects.create(
            item=item, strengths_th=MARK, written_at=clock.now(), written_by=UserFactory()
        )
        at(LATER)
        empty(judged)
        assert words_left() == []


FIGURES = (
    (Score, ("points", "criterion", "is_sealed")),
    (ScoreSheet, ("total", "submitted_at", "sealed_at", "seat", "stage", "confidence", "version")),
    (SheetVersion, ("number", "total", "submitted_at", "submitted_by", "round", "reason")),
)


def released_item(plan, proposal):
    return plan.announcements.get().items.create(proposal=proposal, outcome="NOT_SELECTED")


class TestWhen:
    def test_five_years_after_the_last_results_of_the_year(self, plan, judged, at):
        at("2025-06-01 10:00")
        released(plan, "2/2568")
        at("2030-05-30 10:00")
        assert due() == []
        at("2030-06-01 10:00")
        assert due() == [judged]

    def test_what_is_under_way_keeps_them(self, judged, seats, chair, at):
        sheet, now = sheet_of(seats[1]), {"at": clock.now(), "by": chair}
        asked = {"sheet": sheet, "reason": REASON, "asked_at": clock.now(), "asked_by": chair}
        answered = {"answered_at": clock.now(), "answered_by": chair, "is_granted": True}
        doubt = {"seat": seats[1], "raised_at": clock.now(), "raised_by": chair}
        held = {"record_type": "proposals.proposal", "record_id": str(judged.pk), "label": "x"}
        at(LATER)
        for begin in (
            lambda: sheet.reopenings.create(**asked),
            lambda: sheet.reopenings.create(**asked, **answered),
            lambda: judged.challenges.create(**doubt, reason=REASON),
            lambda: judged.enquiries.create(
                question="x", asked_at=clock.now(), token=uuid4(), category="selection"
            ),
        ):
            assert due() == [judged]
            with undone():
                begin()
                assert due() == []
                with pytest.raises(Refused):
                    empty(judged)
        with undone():
            Hold.objects.create(**held, **now, reason="มีคดี")
            assert due() == []
        Proposal.objects.update(state=State.RESERVE)
        assert due() == []

    def test_a_paper_in_the_making_is_waited_for(self, judged, at):
        at(LATER)
        Paper.objects.update(claimed_at=clock.now(), attempts=1)
        with pytest.raises(Refused):
            empty(judged)
        assert len(words_left()) == 10


class TestAfterwards:
    @pytest.fixture(autouse=True)
    def emptied(self, judged, at):
        paper = Paper.objects.get(record_type="selection.scoresheet")
        made = {"state": Made.MADE, "sha256": "f" * 64, "pages": 1}
        Paper.objects.filter(pk=paper.pk).update(file="papers/one.pdf", **made)
        paper.file.storage.save("papers/one.pdf", ContentFile(b"x"))
        at(LATER)
        empty(judged)

    def test_nothing_changes_a_sheet_any_more(self, judged, seats, chair):
        Proposal.objects.update(state=State.REVIEWING)
        sheet = sheet_of(seats[1])
        with pytest.raises(MoveRefused, match=_(OVER)):
            services.ask_reopening(sheet, reason=REASON, by=chair)
        with pytest.raises(MoveRefused):
            signing.print_sheet(sheet, by=seats[1].user)

    def test_pages_say_that_the_words_are_gone(self, client, plan, judged, seats, chair):
        client.force_login(chair)
        sheet = sheet_of(seats[1])
        for page in (
            sheet.get_absolute_url(),
            reverse("selection:versions", args=[sheet.uid]),
            reverse("selection:proposal_sheets", args=[judged.code]),
        ):
            shown = client.get(page).content.decode()
            assert thai_date(clock.today()) in shown
            assert MARK not in shown

    def test_a_paper_says_so_in_place_of_itself(self, client, seats):
        paper = Paper.objects.get(record_type="selection.scoresheet")
        client.force_login(seats[1].user)
        answer = client.get(reverse("selection:paper", args=[paper.uid]))
        assert (answer.status_code, thai_date(clock.today()) in answer.content.decode()) == (
            410,
            True,
        )
        assert (paper.html, paper.file.name, len(paper.sha256)) == ("", "", 64)

    def test_the_applicant_is_told_where_unedited_words_stood(self, client, plan, judged):
        released_item(plan, judged)
        client.force_login(submitter(judged))
        shown = client.get(reverse("selection:result", args=[judged.code])).content.decode()
        assert thai_date(clock.today()) in shown

    def test_who_steps_aside_later_still_makes_a_seal(self, plan, seats, judged, chair):
        services.declare(
            seats[1], judged, Severity.HARD, kind=Interest.SUPERVISOR_LINE, reason=REASON, by=chair
        )
        assert Seal.objects.count() == 2
        assert faults(plan) == []


def test_practice_points_go_and_what_was_agreed_stays(client, plan, judged, seats, chair, at):
    found = Exercise.objects.create(
        plan=plan, proposal=judged, opened_at=clock.now(), closed_at=clock.now(), note_th="ตกลงกัน"
    )
    PracticeSheet.objects.create(exercise=found, seat=seats[1], submitted_at=clock.now(), points={})
    assert due("practice-sheets") == []
    at(LATER)
    assert due("practice-sheets") == [found]

    assert all_rules()["practice-sheets"].act(found, None) == {"sheets": 1}

    assert due("practice-sheets") == []
    client.force_login(chair)
    shown = client.get(found.get_absolute_url()).content.decode()
    assert (thai_date(clock.today()) in shown, "ตกลงกัน" in shown) == (True, True)


def test_slides_of_what_was_not_selected_go_and_pictures_go_with_their_file(plan, judged, at):
    """The file is removed by the rules; its name, size and hash stay, its pages do not."""
    session = PitchSession.objects.create(plan=plan, starts_at=clock.now(), place_th="x")
    slot = session.slots.create(proposal=judged, order=1, starts_at=clock.now())
    files = StoredFileFactory(), StoredFileFactory()
    facts = {"sent_at": clock.now(), "sent_by": judged.owner}
    deck = SlideDeck.objects.create(slot=slot, file=files[0], **facts)
    for file in files:
        pages = ContentFile(b"x", name="pages/one.zip")
        made = {"state": Made.MADE, "sha256": "f" * 64, "asked_at": clock.now()}
        PageSet.objects.create(source=file, file=pages, **made)
    assert due("pitch-slides") == []
    at(LATER)
    assert due("pitch-slides") == [deck]
    storage, name = files[0].page_set.file.storage, files[0].page_set.file.name

    assert all_rules()["pitch-slides"].act(deck, None) == {"files": 1}

    assert (due("pitch-slides"), fresh(files[0]).is_gone) == ([], True)
    assert (forget_gone(), forget_gone()) == (1, 0)
    assert (storage.exists(name), PageSet.objects.get().source) == (False, files[1])
