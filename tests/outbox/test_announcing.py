"""One text to all of a group: counted, looked at twice, told once each, stopped and gone on."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.models import Proposal, SavedView
from pyp_portal.evening import standing
from pyp_portal.history.services import timeline
from pyp_portal.outbox import announcing
from pyp_portal.outbox.audiences import receivers_of, words_of
from pyp_portal.outbox.models import Announcement, Message, MessageState, Receiver, Stage
from pyp_portal.outbox.todo import kinds
from pyp_portal.preferences.models import Preference
from pyp_portal.todo import told
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cohorts import SeatFactory as ParticipantFactory
from tests.factories.proposals import ProposalFactory, complete_proposal
from tests.factories.selection import SeatFactory

WORDS = {"subject_th": "ประชุมชี้แจง", "body_th": "ขอเชิญประชุมวันศุกร์", "subject_en": "", "body_en": ""}


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def officer(db):
    return UserFactory(staff=True)


@pytest.fixture
def drafters(db):
    """Three who write for the agency of one draft; one who only looks, and one who left."""
    proposal = ProposalFactory()
    writers = [
        MembershipFactory(agency=proposal.lead_agency, can_edit=True).user for _n in range(3)
    ]
    MembershipFactory(agency=proposal.lead_agency, can_edit=False)
    gone = MembershipFactory(agency=proposal.lead_agency, can_edit=True).user
    gone.is_active = False
    gone.save()
    return writers


@pytest.fixture
def written(officer, drafters):
    """An announcement to them, kept and not sent."""
    audience = f"drafters:{Proposal.objects.get().call.fiscal_year}"
    return announcing.write(Announcement(), by=officer, audience=audience, **WORDS)


def let_go(written, by, typed=3):
    written.refresh_from_db()
    return announcing.let_go(written, by=by, version=written.version, typed=typed)


def test_whoever_writes_for_a_draft_is_told_once_and_nobody_else(written, officer, drafters):
    let_go(written, officer)
    for _n in range(2):
        announcing.tell_all()

    mails = Message.objects.filter(occasion=written.occasion)
    assert sorted(mail.address for mail in mails) == sorted(one.email for one in drafters)
    assert {mail.asked_by for mail in mails} == {officer}
    assert all(WORDS["body_th"] in mail.body and "เรียน" in mail.body for mail in mails)
    written.refresh_from_db()
    assert (written.stage, written.count, written.sent_by) == (Stage.DONE, 3, officer)
    assert [one.verb for one in timeline(written)] == ["written", "let go", "told"]


def test_a_wrong_number_sends_nothing(written, officer):
    for typed in (0, 2, 4):
        with pytest.raises(ValidationError):
            let_go(written, officer, typed)

    assert not Receiver.objects.exists()


def test_whoever_joins_the_group_while_one_looks_is_counted(written, officer, drafters):
    """The number on the page is no longer true, so it has to be looked at once more."""
    MembershipFactory(agency=drafters[0].memberships.get().agency, can_edit=True)

    with pytest.raises(ValidationError):
        let_go(written, officer)
    assert let_go(written, officer, typed=4).stage == Stage.SENDING


def test_s40_more_than_the_bound_needs_a_second_person(written, officer, settings):
    settings.ANNOUNCE_ALONE = 2
    other, third = UserFactory(staff=True), UserFactory(staff=True)
    assert let_go(written, officer).stage == Stage.ASKED
    with pytest.raises(ValidationError):
        let_go(written, officer)
    assert not Receiver.objects.exists()
    assert [[one.url for one in told(by, kinds(by))] for by in (officer, other)] == [
        [],
        [written.get_absolute_url()],
    ]

    written.refresh_from_db()
    announcing.refuse(written, by=other, version=written.version, reason="ผิดกลุ่ม")
    let_go(written, officer)
    assert let_go(written, third).sent_by == third


def test_words_that_change_have_to_be_asked_for_anew(written, officer, settings):
    settings.ANNOUNCE_ALONE = 2
    let_go(written, officer)
    written.refresh_from_db()
    other = UserFactory(staff=True)
    changed = announcing.write(
        written, by=officer, version=written.version, audience=written.audience, **WORDS
    )

    assert (changed.stage, changed.asked_by) == (Stage.DRAFT, None)
    with pytest.raises(ValidationError):  # it was looked at before the words changed
        announcing.let_go(written, by=other, version=written.version, typed=3)
    assert let_go(written, other).stage == Stage.ASKED


@pytest.mark.postgres
def test_two_who_let_it_go_at_once_send_it_once(written, officer):
    """The second has the page that the first has had."""
    version = written.version
    announcing.let_go(written, by=officer, version=version, typed=3)
    with pytest.raises(ValidationError):
        announcing.let_go(written, by=UserFactory(staff=True), version=version, typed=3)

    assert Receiver.objects.count() == 3


def test_it_is_stopped_on_its_way_and_goes_on(written, officer, monkeypatch):
    monkeypatch.setattr(announcing, "AT_ONCE", 2)
    let_go(written, officer)
    assert announcing._tell_some(written.pk)  # a worker dies after two of three
    Message.objects.filter(pk=Message.objects.last().pk).update(state=MessageState.SENT)
    Message.objects.exclude(state=MessageState.SENT).update(state=MessageState.WAITING)
    assert announcing.stop(written, by=officer)
    assert not announcing.stop(written, by=officer)
    announcing.tell_all()

    states = Message.objects.values_list("state", flat=True)
    assert sorted(states) == [MessageState.HELD, MessageState.SENT]
    assert announcing.progress(written)["told"] == 2

    assert announcing.go_on(written, by=officer)
    assert not announcing.go_on(written, by=officer)
    announcing.tell_all()
    assert Message.objects.filter(state=MessageState.HELD).count() == 0
    assert Message.objects.count() == 3
    written.refresh_from_db()
    assert written.stage == Stage.DONE


def test_on_the_last_evening_it_waits(written, officer, monkeypatch):
    let_go(written, officer)
    monkeypatch.setattr(standing, "is_on", lambda: True)
    announcing.tell_all()
    assert not Message.objects.exists()
    monkeypatch.undo()
    announcing.tell_all()

    assert Message.objects.count() == 3


def test_each_group_is_who_belongs_to_it(officer):
    proposal = complete_proposal()
    year = proposal.call.fiscal_year
    proposal.answers.data |= {"saraban_email": "saraban@agency.example.org"}
    proposal.answers.save()
    seat, old = SeatFactory(), SeatFactory()
    old.ended_at = "2024-12-01"
    old.save()
    goes = ParticipantFactory()
    waits = ParticipantFactory(team=goes.team, confirmed_at=None)
    view = SavedView.objects.create(owner=officer, name="ทุกเรื่อง", query={"year": ""})
    hidden = SavedView.objects.create(owner=UserFactory(staff=True), name="ของคนอื่น")

    def reached(chosen):
        return set(receivers_of(chosen, officer))

    committee = seat.committee.plan.call.fiscal_year
    assert reached(f"committee:{committee}") == {seat.user.email}
    lab = reached(f"participants:{goes.cohort.call.fiscal_year}")
    assert lab == {goes.person.email}
    assert waits.person is not None
    assert "saraban@agency.example.org" not in reached(f"agencies:{year}")  # it is a draft
    proposal.submitted_at = "2024-12-19T10:00+07:00"
    proposal.save()
    contacts = receivers_of(f"agencies:{year}", officer)
    assert contacts["saraban@agency.example.org"] is None
    assert set(contacts) <= reached(f"view:{view.uid}")
    assert reached(f"view:{hidden.uid}") == reached("no:such") == set()
    assert words_of(f"view:{view.uid}", officer).endswith("ทุกเรื่อง")


# --- The pages
def test_an_officer_writes_looks_and_sends(client_of, officer, drafters):
    client = client_of(officer)
    year = Proposal.objects.get().call.fiscal_year
    posted = WORDS | {"audience": f"drafters:{year}", "body_en": "Come on Friday"}
    refused = client.post(reverse("outbox:announce"), posted)
    assert refused.context["form"].errors.keys() == {"subject_en"}
    assert "Come on Friday" in refused.content.decode()
    Preference.objects.create(user=drafters[0], language="en", changed_at=drafters[0].date_joined)

    look = client.post(reverse("outbox:announce"), posted | {"subject_en": "Briefing"}, follow=True)
    kinds_of = {one.language: (one.count, one.subject) for one in look.context["previews"]}
    assert kinds_of == {"th": (2, "ประชุมชี้แจง"), "en": (1, "Briefing")}
    address = reverse("outbox:let_go", args=[Announcement.objects.get().uid])
    wrong = client.post(address, {"typed": "7", "version": look.context["form"]["version"].value()})
    assert (wrong.status_code, wrong.context["form"]["typed"].value()) == (200, "7")
    sent = client.post(
        address, {"typed": "3", "version": look.context["form"]["version"].value()}, follow=True
    )

    announcing.tell_all()
    assert sent.context["announcement"].stage == Stage.SENDING
    assert sorted(Message.objects.values_list("language", flat=True)) == ["en", "th", "th"]
    page = client.get(Announcement.objects.get().get_absolute_url()).content.decode()
    assert "เขียนแล้ว 3 จาก 3 ฉบับ" in page


def test_what_was_let_go_is_not_changed_any_more(client_of, written, officer):
    let_go(written, officer)

    assert client_of(officer).get(reverse("outbox:reword", args=[written.uid])).status_code == 404


@pytest.mark.parametrize("url", ["outbox:announcements"])
def test_the_list_costs_the_same_at_one_and_three_rows(client_of, written, officer, url):
    counts = []
    for n in (0, 2):
        for _n in range(n):
            announcing.write(
                Announcement(), by=UserFactory(staff=True), audience="drafters:2568", **WORDS
            )
        with CaptureQueriesContext(connection) as asked:
            client_of(officer).get(reverse(url))
        counts.append(len(asked))

    assert counts[0] == counts[1]
