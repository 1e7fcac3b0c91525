"""What each rule of the schedule does once its time is over, and what it leaves."""

from datetime import date, timedelta

import pytest
from django.http import Http404

from cohorts.certificates import is_named
from cohorts.models import Certificate, Cohort
from proposals.models import Answers, Comment, Proposal
from proposals.packing import attached
from proposals.services import leaving
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.models import User
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from pyp_portal.papers.models import Paper
from pyp_portal.privacy import idling, own_rules, retaining, services
from pyp_portal.privacy.models import ConsentRecord, InactiveNotice, Notice, Outcome, Removal, Right
from pyp_portal.privacy.schedule import all_rules
from pyp_portal.uploads.services import serve
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cohorts import SeatFactory
from tests.factories.papers import PaperFactory
from tests.factories.proposals import AttachmentFactory, ProposalFactory, complete_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(at):
    at("2029-03-01 09:00")
    return UserFactory(admin=True)


def due(code):
    return list(all_rules()[code].due(clock.now()))


def act(code, record, by):
    return all_rules()[code].act(record, by)


def ago(days):
    return clock.now() - timedelta(days=days)


def idle(days=800, **kwargs):
    """Somebody who was here so many days ago for the last time."""
    return UserFactory(last_login=ago(days), date_joined=ago(900), **kwargs)


class TestAccounts:
    def test_told_closed_and_anonymous_each_in_its_time(self, admin, at):
        person = idle(given_th="ใบเตย", email="baitoei@example.org")
        MembershipFactory(user=person)

        assert (idling.tell(), idling.tell()) == (1, 0)
        assert [one.recipient for one in Message.objects.all()] == [person]
        assert due("idle-accounts") == []
        at("2029-03-31 09:00")
        assert due("idle-accounts") == [person]
        assert act("idle-accounts", person, admin) == {"accounts": 1}
        person = User.objects.get(pk=person.pk)
        assert (person.is_active, person.given_th) == (False, "ใบเตย")

        assert (due("idle-accounts"), due("closed-accounts")) == ([], [])
        at("2029-06-30 09:00")
        assert due("closed-accounts") == [person]
        assert act("closed-accounts", person, admin) == {"accounts": 1}
        person = User.objects.get(pk=person.pk)
        assert (person.given_th, bool(person.erased_at)) == ("", True)
        assert not InactiveNotice.objects.exists()
        assert (due("closed-accounts"), idling.tell()) == ([], 0)

    def test_who_signs_in_after_the_word_keeps_the_account(self, admin, at):
        person = idle()
        idling.tell()
        at("2029-03-20 09:00")
        User.objects.filter(pk=person.pk).update(last_login=clock.now())

        at("2029-04-10 09:00")
        assert due("idle-accounts") == []
        idling.tell()
        assert not InactiveNotice.objects.exists()

    def test_who_was_opened_again_is_not_made_anonymous(self, admin, at):
        person = idle()
        idling.tell()
        at("2029-03-31 09:00")
        act("idle-accounts", person, admin)
        User.objects.filter(pk=person.pk).update(is_active=True)

        at("2029-07-30 09:00")
        assert due("closed-accounts") == []

    def test_who_was_opened_again_is_told_anew_and_has_the_month_anew(self, admin, at):
        person = idle()
        idling.tell()
        at("2029-03-31 09:00")
        act("idle-accounts", person, admin)
        User.objects.filter(pk=person.pk).update(is_active=True)

        at("2029-05-01 09:00")
        assert due("idle-accounts") == []
        assert (idling.tell(), idling.tell(), due("idle-accounts")) == (1, 0, [])
        at("2029-06-01 09:00")
        assert due("idle-accounts") == [person]

    def test_nobody_with_work_or_a_role_is_told(self, admin):
        idle(days=700)
        idle(staff=True)
        ProposalFactory(owner=idle())
        SeatFactory(person=idle())

        assert set(own_rules.idle(clock.now())) == set()


class TestProposals:
    @pytest.fixture
    def ended(self, admin):
        """A proposal that was not selected, five years and a day ago."""
        found = ProposalFactory(state=State.NOT_SELECTED, ended_at=ago(1826))
        ProposalFactory(state=State.NOT_SELECTED, ended_at=ago(1824))
        ProposalFactory(state=State.CLOSED, ended_at=ago(1826))
        return found

    def test_files_and_contacts_go_and_the_decision_stays(
        self, ended, admin, django_capture_on_commit_callbacks
    ):
        file = AttachmentFactory(proposal=ended).file
        name, storage = file.file.name, file.file.storage
        kept = {"contact_name": "ใบเตย", "alt_contact": [{"name": "มะลิ"}], "budget": 5}
        Answers.objects.update_or_create(proposal=ended, defaults={"data": kept})
        Comment.objects.create(
            proposal=ended, question="title_th", by=ended.owner, text_th="x",
            written_at=clock.now(), occasion=ended.owner.uid,
        )  # fmt: skip
        assert due("ended-proposals") == [ended]

        with django_capture_on_commit_callbacks(execute=True):
            counts = act("ended-proposals", ended, admin)

        assert counts == {"proposals": 1, "files": 1}
        assert not storage.exists(name)
        file.refresh_from_db()
        assert (file.is_gone, bool(file.sha256), bool(file.size)) == (True, True, True)
        with pytest.raises(Http404):
            serve(file)
        assert list(attached(ended)) == []
        assert Answers.objects.get(proposal=ended).data == {"budget": 5}
        assert not Comment.objects.exists()
        assert Proposal.objects.get(pk=ended.pk).state == State.NOT_SELECTED
        assert timeline(ended).last().verb == "retention_over"

    def test_a_draft_goes_with_its_file_and_its_paper(self, admin, at):
        at("2025-01-10 10:00")
        draft = complete_proposal()
        at("2025-02-01 10:00")
        assert leaving.expire(draft, clock.now())
        papers = Paper.objects.filter(
            record_type=Proposal._meta.label_lower, record_id=str(draft.pk)
        )
        assert papers.exists()
        at("2026-02-02 10:00")
        assert [one.pk for one in due("expired-drafts")] == [draft.pk]

        counts = act("expired-drafts", Proposal.objects.get(pk=draft.pk), admin)

        assert counts == {"proposals": 1, "files": 1}
        assert not Proposal.objects.filter(pk=draft.pk).exists()
        assert not papers.exists()

    def test_a_draft_of_which_an_official_paper_was_issued_stays(self, admin):
        kept = ProposalFactory(state=State.EXPIRED, ended_at=ago(400))
        PaperFactory(record_type="proposals.proposal", record_id=str(kept.pk))
        retaining.look()
        removal = Removal.objects.get()
        second = UserFactory(admin=True)
        retaining.confirm(retaining.propose(removal, by=admin, reason="x"), by=second)

        retaining.go_on()

        assert removal.items.get().skipped == "bound"
        assert Proposal.objects.filter(pk=kept.pk).exists()

    def test_a_draft_from_which_a_later_one_was_copied_stays(self, admin):
        first = ProposalFactory(state=State.EXPIRED, ended_at=ago(400))
        ProposalFactory(earlier=first)
        gone = ProposalFactory(state=State.EXPIRED, ended_at=ago(400))

        assert due("expired-drafts") == [gone]


class TestCohorts:
    def test_after_ten_years_a_name_can_be_proved_and_not_read(self, admin, settings):
        seat = SeatFactory(person=UserFactory(given_th="ใบเตย", family_th="สวนดี"))
        made = Certificate.objects.create(
            cohort=seat.cohort, seat=seat, award="completed", number="1",
            name_th="นางสาวใบเตย สวนดี", issued_at=ago(3653), issued_by=admin,
        )  # fmt: skip
        assert due("certificates") == [made]

        act("certificates", made, admin)

        made.refresh_from_db()
        settings.SECRET_KEY = "another one"  # changed as the operating guide tells
        assert "ใบเตย" not in made.name_th
        assert (is_named(made, "ใบเตย  สวนดี"), is_named(made, "มะลิ สวนดี")) == (True, False)
        assert due("certificates") == []

    def test_a_year_is_offered_ten_years_after_its_last_issue_ended(self, admin, at):
        seat = SeatFactory()
        Proposal.objects.filter(pk=seat.team.proposal_id).update(
            state=State.CLOSED, ended_at=clock.now()
        )
        Cohort.objects.update(lab_starts_on=date(2018, 1, 1), lab_ends_on=date(2018, 6, 1))
        assert due("records-of-a-year") == []

        at("2039-03-05 09:00")
        assert due("records-of-a-year") == [seat.cohort]
        ProposalFactory(call=seat.cohort.call, state=State.FOLLOW_UP)
        assert due("records-of-a-year") == []
        assert act("records-of-a-year", seat.cohort, admin)["proposals"] == 2


def test_who_wrote_on_paper_is_forgotten_five_years_after_the_answer(admin, at):
    made = services.enter(
        admin, name="นายประชา", contact="ตู้ ปณ. 1", right=Right.ERASE, words="ขอลบ",
        received_on=clock.today(),
    )  # fmt: skip
    services.answer(made, by=admin, outcome=Outcome.DONE, words="ลบแล้ว")
    at("2034-02-20 09:00")
    assert due("rights-requests") == []
    at("2034-03-05 09:00")
    assert due("rights-requests") == [made]

    act("rights-requests", made, admin)

    made.refresh_from_db()
    assert (made.name, made.contact, made.answer) == (own_rules.NO_NAME, "", "ลบแล้ว")
    assert due("rights-requests") == []


def test_a_consent_goes_five_years_after_it_was_taken_back(admin, at):
    notice = Notice.objects.published().first()
    facts = {"person": admin, "notice": notice, "given_at": ago(4000)}
    old = ConsentRecord.objects.create(**facts, purpose="news", withdrawn_at=ago(1826))
    ConsentRecord.objects.create(**facts, purpose="news", withdrawn_at=ago(1824))
    ConsentRecord.objects.create(**facts, purpose="contacts")

    assert due("consents") == [old]
    removal = retaining.write_report(all_rules()["consents"])
    Removal.objects.update(
        confirmed_at=clock.now(), asked_by=admin, confirmed_by=UserFactory(admin=True)
    )
    assert retaining.go_on() == 1
    assert (due("consents"), ConsentRecord.objects.count()) == ([], 2)
    done = removal.items.get()  # the record of it does not keep whose it was
    assert (done.label, done.counts, done.skipped) == ("–", {"consents": 1}, "")
